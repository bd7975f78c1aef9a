package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersToAViewTest extends FilterTestCase {

    @Nested
    class TargetsThatAreNotKnownYet {

        @Test
        void areLookedUpWhileTheClientsNextMessagesWait() {
            client("{'id':3,'method':'Target.activateTarget','params':{'targetId':'P2'}}");
            client("{'id':4,'method':'Browser.getVersion'}");
            assertThat(filter.isHolding()).isTrue();
            assertThat(atBrowser)
                    .containsExactly("{'id':-1,'method':'Target.getTargetInfo','params':{'targetId':'P2'}}");
            browser("{'id':-1,'result':{'targetInfo':{'targetId':'P2','browserContextId':'OWN'}}}");
            assertThat(atBrowser)
                    .hasSize(3)
                    .endsWith(
                            "{'id':3,'method':'Target.activateTarget','params':{'targetId':'P2'}}",
                            "{'id':4,'method':'Browser.getVersion'}");
            assertThat(filter.isHolding()).isFalse();
            assertThat(atClient).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "'result':{'targetInfo':{'targetId':'F1','browserContextId':'OTHER'}}",
                    "'result':{'targetInfo':{'targetId':'F1','type':'browser'}}",
                    "'error':{'code':-32602,'message':'No target with given id found'}",
                })
        void areNotFoundWhenTheyAreNotInTheView(String answer) {
            client("{'id':3,'method':'Target.closeTarget','params':{'targetId':'F1'},'sessionId':'S1'}");
            browser("{'id':-1," + answer + "}");
            assertThat(atBrowser).hasSize(1);
            assertThat(atClient)
                    .containsExactly(
                            "{'id':3,'error':{'code':-32602,'message':'No target with given id found in the view"
                                    + " of browser context OWN'},'sessionId':'S1'}");
        }
    }

    @Nested
    class AnswersOfTheBrowser {

        @Test
        void passAsTheyCame() {
            browser("{'id':7,'result':{'targetInfos':[" + FOREIGN_PAGE + "]},'sessionId':'S1'}");
            assertThat(atClient)
                    .containsExactly("{'id':7,'result':{'targetInfos':[" + FOREIGN_PAGE + "]},'sessionId':'S1'}");
        }

        @Test
        void listOnlyTheTargetsOfTheView() {
            client("{'id':3,'method':'Target.getTargets'}");
            browser("{'id':-1,'result':{'targetInfos':[" + FOREIGN_PAGE + "," + OWN_PAGE
                    + ",{'targetId':'B','type':'browser'}]}}");
            assertThat(atClient).containsExactly("{'id':3,'result':{'targetInfos':[" + OWN_PAGE + "]}}");
        }

        @Test
        void listOnlyTheContextOfTheView() {
            client("{'id':3,'method':'Target.getBrowserContexts'}");
            browser("{'id':-1,'result':{'browserContextIds':['OTHER','OWN'],'defaultBrowserContextId':'D'}}");
            assertThat(atClient).containsExactly("{'id':3,'result':{'browserContextIds':['OWN']}}");
        }

        @Test
        void tellTheWindowsThatMayBeUsed() {
            client("{'id':3,'method':'Browser.getWindowForTarget','params':{'targetId':'P1'}}");
            browser("{'id':-1,'result':{'windowId':7}}");
            client("{'id':4,'method':'Browser.getWindowBounds','params':{'windowId':7}}");
            client("{'id':5,'method':'Browser.getWindowBounds','params':{'windowId':8}}");
            assertThat(atBrowser).hasSize(2).last().asString().contains("'windowId':7");
            assertThat(atClient).hasSize(2).first().isEqualTo("{'id':3,'result':{'windowId':7}}");
        }

        @Test
        void makeWhatWasCreatedPartOfTheView() {
            client("{'id':3,'method':'Target.createTarget','params':{'url':'x'}}");
            browser("{'id':-1,'result':{'targetId':'P3'}}");
            client("{'id':4,'method':'Target.closeTarget','params':{'targetId':'P3'}}");
            assertThat(atBrowser).last().asString().contains("Target.closeTarget");
            assertThat(atClient).containsExactly("{'id':3,'result':{'targetId':'P3'}}");
        }

        @Test
        void passTheBrowsersErrorOn() {
            client("{'id':3,'method':'Target.getTargets','sessionId':'S1'}");
            browser("{'id':-1,'error':{'code':-32000,'message':'Not allowed'},'sessionId':'S1'}");
            assertThat(atClient)
                    .containsExactly("{'id':3,'error':{'code':-32000,'message':'Not allowed'},'sessionId':'S1'}");
        }
    }

    @Nested
    class EventsOfTheBrowser {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "Target.targetCreated     | 'targetInfo':",
                    "Target.targetInfoChanged | 'targetInfo':",
                    "Target.attachedToTarget  | 'sessionId':'S2','targetInfo':"
                })
        void tellOfTheViewsTargetsAndOfNoOthers(String method, String params) {
            String start = "{'method':'" + method + "','params':{" + params;
            browser(start + FOREIGN_PAGE + "}}");
            browser(start + OWN_PAGE + "}}");
            assertThat(atClient).containsExactly(start + OWN_PAGE + "}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Target.targetDestroyed", "Target.targetCrashed"})
        void tellTheEndOfTheViewsTargetsAndOfNoOthers(String method) {
            browser("{'method':'" + method + "','params':{'targetId':'F1'}}");
            browser("{'method':'" + method + "','params':{'targetId':'P1'}}");
            assertThat(atClient).containsExactly("{'method':'" + method + "','params':{'targetId':'P1'}}");
        }

        @Test
        void ofAForeignSessionAreDroppedUntilTheRelayHasLeftIt() {
            browser("{'method':'Target.attachedToTarget','params':{'sessionId':'F9','targetInfo':" + FOREIGN_PAGE
                    + ",'waitingForDebugger':true}}");
            assertThat(atBrowser)
                    .containsExactly(
                            "{'id':-1,'method':'Runtime.runIfWaitingForDebugger','params':{},'sessionId':'F9'}",
                            "{'id':-2,'method':'Target.detachFromTarget','params':{'sessionId':'F9'}}");
            browser("{'method':'Network.requestWillBeSent','params':{},'sessionId':'F9'}");
            browser("{'id':-1,'result':{},'sessionId':'F9'}");
            browser("{'method':'Target.detachedFromTarget','params':{'sessionId':'F9','targetId':'F1'}}");
            client("{'id':1,'method':'Runtime.evaluate','sessionId':'F9'}");
            browser("{'method':'Network.requestWillBeSent','params':{},'sessionId':'S1'}");
            assertThat(atClient)
                    .hasSize(2)
                    .last()
                    .isEqualTo("{'method':'Network.requestWillBeSent','params':{},'sessionId':'S1'}");
            assertThat(atClient.get(0)).contains("-32001");
        }

        @Test
        void giveTheClientTheSessionsOfItsPagesWorkersAndTakeThemAway() {
            String attached = "{'method':'Target.attachedToTarget','params':{'sessionId':'W1',"
                    + "'targetInfo':{'targetId':'W','type':'worker'}},'sessionId':'S1'}";
            String detached = "{'method':'Target.detachedFromTarget','params':{'sessionId':'W1'},'sessionId':'S1'}";
            browser(attached);
            client("{'id':1,'method':'Runtime.enable','sessionId':'W1'}");
            browser(detached);
            client("{'id':2,'method':'Runtime.enable','sessionId':'W1'}");
            assertThat(atBrowser).containsExactly("{'id':1,'method':'Runtime.enable','sessionId':'W1'}");
            assertThat(atClient).hasSize(3).startsWith(attached, detached);
        }

        @Test
        void areReadInWhateverOrderTheirPropertiesCome() {
            browser("{'params':{'targetInfo':" + FOREIGN_PAGE + "},'method':'Target.targetCreated'}");
            assertThat(atClient).isEmpty();
        }
    }

    @Nested
    class Downloads {

        private static String begin(String guid, String frame) {
            return "{'method':'Browser.downloadWillBegin','params':{'frameId':'" + frame + "','guid':'" + guid + "'}}";
        }

        private static String progress(String guid) {
            return "{'method':'Browser.downloadProgress','params':{'guid':'" + guid + "','state':'completed'}}";
        }

        @Test
        void ofTheViewsPagesAndTheirFramesAreTold() {
            browser("{'method':'Page.frameAttached','params':{'frameId':'I1','parentFrameId':'P1'},'sessionId':'S1'}");
            atClient.clear();
            List<String> events = List.of(begin("d1", "P1"), progress("d1"), begin("d2", "I1"), progress("d2"));
            events.forEach(event -> browser(event));
            assertThat(atClient).isEqualTo(events);
            assertThat(atBrowser).isEmpty();
        }

        @Test
        void ofOthersAreNot() {
            browser(begin("d1", "F1"));
            browser(progress("d1"));
            assertThat(atBrowser)
                    .containsExactly("{'id':-1,'method':'Target.getTargetInfo','params':{'targetId':'F1'}}");
            browser("{'id':-1,'result':{'targetInfo':" + FOREIGN_PAGE + "}}");
            browser(progress("d1"));
            browser(progress("unknown"));
            browser(begin("d2", "I2"));
            browser("{'id':-2,'error':{'code':-32602,'message':'No target with given id found'}}");
            browser(progress("d2"));
            assertThat(atClient).isEmpty();
        }

        @Test
        void ofAPageThatIsNotKnownYetWaitUntilItIs() {
            browser(begin("d1", "P2"));
            browser(progress("d1"));
            assertThat(atClient).isEmpty();
            browser("{'id':-1,'result':{'targetInfo':{'targetId':'P2','browserContextId':'OWN'}}}");
            assertThat(atClient).containsExactly(begin("d1", "P2"), progress("d1"));
        }
    }
}
