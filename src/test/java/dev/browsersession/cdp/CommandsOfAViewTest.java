package dev.browsersession.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsOfAViewTest extends FilterTestCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':1,'method':'Runtime.evaluate','params':{'expression':'1'},'sessionId':'S1'}",
                "{'sessionId':'S1','params':{'url':'x'},'method':'Page.navigate','id':1}",
                "{'id':1,'method':'Browser.getVersion'}",
                "{'id':1,'method':'Target.setDiscoverTargets','params':{'discover':true}}",
                "{'id':1,'method':'Memory.getDOMCounters','sessionId':'S1'}",
                "{'id':1,'method':'WebAuthn.enable','params':{},'sessionId':'S1'}",
            })
    void passAsTheyCameWhenTheyStayInTheirPage(String message) {
        client(message);
        assertThat(atBrowser).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Browser.setDownloadBehavior  | 'behavior':'deny'",
                "Browser.grantPermissions     | 'permissions':[]",
                "Browser.resetPermissions     | 'x':1",
                "Storage.getCookies           | 'x':1",
                "Storage.setCookies           | 'cookies':[]",
                "Storage.clearCookies         | 'x':1",
            })
    void getTheContextOfTheViewWhenTheyNameNone(String method, String params) {
        client("{'id':4,'method':'" + method + "','params':{" + params + "}}");
        assertThat(atBrowser)
                .containsExactly(
                        "{'id':4,'method':'" + method + "','params':{" + params + ",'browserContextId':'OWN'}}");
    }

    @Test
    void getTheContextOfTheViewWhenTheyMakeAPageOnAPagesSession() {
        client("{'id':4,'method':'Target.createTarget','params':{'url':'x'},'sessionId':'S1'}");
        assertThat(atBrowser)
                .containsExactly("{'id':-1,'method':'Target.createTarget','params':{'url':'x',"
                        + "'browserContextId':'OWN'},'sessionId':'S1'}");
    }

    @Test
    void nameNoContextInTheViewOfTheDefaultContext() {
        filter = new ViewFilter(ViewScope.defaultContext("OWN"), wires);
        client("{'id':4,'method':'Storage.getCookies'}");
        client("{'id':5,'method':'Storage.getCookies','params':{'browserContextId':'OWN'}}");
        client("{'id':6,'method':'Storage.getCookies','params':{'browserContextId':'OTHER'}}");
        assertThat(atBrowser)
                .containsExactly(
                        "{'id':4,'method':'Storage.getCookies','params':{}}",
                        "{'id':5,'method':'Storage.getCookies','params':{'browserContextId':'OWN'}}");
        assertThat(atClient).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Browser.close",
                "Browser.crash",
                "Browser.crashGpuProcess",
                "Browser.executeBrowserCommand",
                "Browser.someCommandOfTheFuture",
                "Target.createBrowserContext",
                "Target.disposeBrowserContext",
                "Target.attachToBrowserTarget",
                "Target.exposeDevToolsProtocol",
                "Target.setRemoteLocations",
                "Target.sendMessageToTarget",
                "Target.openDevTools",
                "Tracing.start",
                "SystemInfo.getProcessInfo",
                "Extensions.loadUnpacked",
                "Tethering.bind",
                "PWA.install",
                "Memory.simulatePressureNotification",
            })
    void areRefusedWhenTheyReachBeyondTheView(String method) {
        client("{'id':3,'method':'" + method + "','params':{}}");
        client("{'id':4,'method':'" + method + "','params':{},'sessionId':'S1'}");
        assertThat(atBrowser).isEmpty();
        assertThat(atClient)
                .containsExactly(
                        "{'id':3,'error':{'code':-32000,'message':'" + method
                                + " is refused in the view of browser context OWN: it reaches beyond the view'}}",
                        "{'id':4,'error':{'code':-32000,'message':'" + method
                                + " is refused in the view of browser context OWN: it reaches beyond the view'},"
                                + "'sessionId':'S1'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'method':'Fetch.enable'",
                "'method':'IO.read','params':{'handle':'1'}",
                "'method':'Memory.getBrowserSamplingProfile'",
                "'method':'Storage.clearDataForOrigin','params':{'origin':'*','storageTypes':'all'}",
                "'method':'Runtime.evaluate'",
                "'method':'Runtime.evaluate','sessionId':''",
                "'method':'Target.createTarget','params':{'url':'x','browserContextId':'OTHER'}",
                "'method':'Target.attachToTarget','params':{'targetId':'P1'}",
                "'method':'Target.setAutoAttach','params':{'autoAttach':true},'sessionId':'S1'",
                "'method':'Storage.getCookies','params':{'browserContextId':'OTHER'},'sessionId':'S1'",
                "'method':'Browser.setWindowBounds','params':{'windowId':7}",
                "'method':'Browser.cl\\u006fse'",
            })
    void areRefusedWhenTheyNameWhatIsNotInTheView(String body) {
        client("{'id':3," + body + "}");
        assertThat(atBrowser).isEmpty();
        assertThat(atClient).singleElement().asString().contains("'id':3", "-32000", "view of browser context OWN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':1,'method':'Runtime.evaluate','method':'Browser.close','sessionId':'S1'}",
                "{'id':1,'method':'Runtime.evaluate','sessionId':'S1'}{'id':2,'method':'Browser.close'}",
                "{'id':-1,'method':'Browser.getVersion'}",
                "{'id':1.5,'method':'Browser.getVersion'}",
                "{'id':1/**/,'method':'Browser.getVersion'}",
                "{'method':'Browser.getVersion'}",
                "{'id':1}",
                "{'id':1,'method':'Target.getTargets','params':[]}",
                "[]",
                "nonsense",
                "",
            })
    void areRefusedWhenTheyCanBeReadInTwoWays(String message) {
        client(message);
        assertThat(atBrowser).isEmpty();
        assertThat(atClient).singleElement().asString().startsWith("{'error':{'code':-32700,'message':'");
    }

    @Test
    void areRefusedOnASessionThatTheViewDoesNotKnow() {
        client("{'id':3,'method':'Runtime.evaluate','sessionId':'S9'}");
        assertThat(atBrowser).isEmpty();
        assertThat(atClient).singleElement().asString().contains("'id':3", "-32001");
    }

    @Test
    void sendTheParameterThatWasCheckedWhenThereAreTwoOfOneName() {
        client("{'id':3,'method':'Target.closeTarget','params':{'targetId':'F1','targetId':'P1'}}");
        assertThat(atBrowser).containsExactly("{'id':3,'method':'Target.closeTarget','params':{'targetId':'P1'}}");
    }

    @Test
    void neverPauseTargetsOfTheWholeBrowser() {
        client("{'id':3,'method':'Target.setAutoAttach','params':{'autoAttach':true,'waitForDebuggerOnStart':true,"
                + "'flatten':true}}");
        assertThat(atBrowser).singleElement().asString().contains("'waitForDebuggerOnStart':false");
    }

    @Test
    void mayPauseTheFramesOfAPage() {
        client("{'id':3,'method':'Target.setAutoAttach','params':{'autoAttach':true,'waitForDebuggerOnStart':true,"
                + "'flatten':true},'sessionId':'S1'}");
        assertThat(atBrowser).singleElement().asString().contains("'waitForDebuggerOnStart':true");
    }
}
