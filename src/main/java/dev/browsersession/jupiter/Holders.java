package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import dev.browsersession.Scope;
import dev.browsersession.config.Settings;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Finds the session that a test or a class uses: the one place that reads and writes the stores. */
final class Holders {

    private static final Namespace NAMESPACE = Namespace.create("dev.browsersession");

    /** The session of the class that carries the declaration. */
    private record ClassKey(Class<?> carrier) {}

    /** The session of one test. */
    private record TestKey(String uniqueId) {}

    /** The turn of a class, or of a test of it, at shared sessions. */
    private record TurnKey(Class<?> type) {}

    private record UseKey(String uniqueId) {}

    private record ClassUseKey(String uniqueId) {}

    private Holders() {}

    /** What the test of this context uses, made when it is first asked for. */
    static TestUse testUse(ExtensionContext context) {
        SessionHolder holder = ofTest(context);
        return store(context)
                .getOrComputeIfAbsent(
                        new UseKey(context.getUniqueId()), key -> new TestUse(holder, context), TestUse.class);
    }

    /** What the test of this context, or the one around it, uses so far. */
    static Optional<TestUse> existingUse(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            TestUse use = store(at.get()).get(new UseKey(at.get().getUniqueId()), TestUse.class);
            if (use != null) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }

    /** What the class of this context uses beside its tests. */
    static ClassUse classUse(ExtensionContext context) {
        SessionHolder holder = ofClass(context);
        return store(context)
                .getOrComputeIfAbsent(
                        new ClassUseKey(context.getUniqueId()), key -> new ClassUse(holder, context), ClassUse.class);
    }

    /** The view that a class around a test has open on the same session. */
    static Optional<ConnectedBrowser> openBrowserOfClass(ExtensionContext context, SessionHolder holder) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            ClassUse use = store(at.get()).get(new ClassUseKey(at.get().getUniqueId()), ClassUse.class);
            Optional<ConnectedBrowser> open =
                    use == null || use.holder() != holder ? Optional.empty() : use.openBrowser();
            if (open.isPresent()) {
                return open;
            }
        }
        return Optional.empty();
    }

    /** Whether a class around a test has a view open on the session that the test uses. */
    static boolean hasBrowserOfClass(ExtensionContext context) {
        return existingOfClass(context)
                .filter(holder -> openBrowserOfClass(context, holder).isPresent())
                .filter(holder ->
                        Declarations.on(context.getRequiredTestMethod()).isEmpty())
                .isPresent();
    }

    static Optional<SessionHolder> existingOfClass(ExtensionContext context) {
        return Declarations.carrier(Declarations.classes(context))
                .map(carrier -> store(context).get(new ClassKey(carrier), SessionHolder.class));
    }

    /** The session for the class of this context: its own, or that of the enclosing class that carries the declaration. */
    static SessionHolder ofClass(ExtensionContext context) {
        List<Class<?>> classes = Declarations.classes(context);
        Class<?> carrier = Declarations.carrier(classes).orElseThrow(() -> undeclared(context));
        ExtensionContext home = home(context, carrier);
        return store(home)
                .getOrComputeIfAbsent(
                        new ClassKey(carrier),
                        key -> holder(home, Optional.empty(), Optional.of(carrier)),
                        SessionHolder.class);
    }

    private static SessionHolder ofTest(ExtensionContext context) {
        Optional<? extends AnnotatedElement> method = context.getTestMethod();
        boolean declaredOnMethod =
                method.filter(element -> !Declarations.on(element).isEmpty()).isPresent();
        if (!declaredOnMethod) {
            SessionHolder ofClass = ofClass(context);
            if (ofClass.plan().scope() == Scope.CLASS) {
                return ofClass;
            }
        }
        return store(context)
                .getOrComputeIfAbsent(
                        new TestKey(context.getUniqueId()),
                        key -> {
                            SessionHolder holder = holder(context, method, Optional.empty());
                            StopHooks.check(context, holder);
                            return holder;
                        },
                        SessionHolder.class);
    }

    private static SessionHolder holder(
            ExtensionContext context, Optional<? extends AnnotatedElement> method, Optional<Class<?>> carrier) {
        Settings settings = new Settings(context::getConfigurationParameter, System.getenv());
        JvmOwner jvm = JvmOwner.current(settings);
        Declared declared = Declarations.merged(method, Declarations.classes(context));
        SessionPlan plan = new Planner(declared, settings, jvm::describe).plan();
        Optional<Turn> turn = plan.shared().isPresent() && !plan.freshContexts()
                ? Optional.of(turn(context, method, settings, jvm))
                : Optional.empty();
        return new SessionHolder(plan, jvm, TestNames.of(context), carrier, turn);
    }

    /**
     * The turn belongs where JUnit's lock on the same names does: to the outermost class that uses such a session, or to the
     * test. Claiming for more than is locked, two classes of one JVM could each have what the other waits for.
     */
    private static Turn turn(
            ExtensionContext context, Optional<? extends AnnotatedElement> method, Settings settings, JvmOwner jvm) {
        List<Class<?>> classes = Declarations.classes(context);
        for (int at = classes.size() - 1; at >= 0; at--) {
            List<Class<?>> outwards = classes.subList(at, classes.size());
            if (Turn.isNeededBy(Optional.empty(), outwards, settings)) {
                return store(home(context, classes.get(at)))
                        .getOrComputeIfAbsent(
                                new TurnKey(classes.get(at)), key -> Turn.ofClass(outwards, settings, jvm), Turn.class);
            }
        }
        return store(context)
                .getOrComputeIfAbsent(
                        new TurnKey(classes.get(0)), key -> Turn.ofTest(method, classes, settings, jvm), Turn.class);
    }

    /** The outermost context of the class: a class template has one around those of its invocations. */
    private static ExtensionContext home(ExtensionContext context, Class<?> carrier) {
        Predicate<ExtensionContext> isOfCarrier = at -> at.getTestMethod().isEmpty()
                && at.getTestClass().filter(carrier::equals).isPresent();
        ExtensionContext home = null;
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            home = isOfCarrier.test(at.get()) ? at.get() : home;
        }
        if (home == null) {
            throw new IllegalStateException("no context of " + carrier + " around " + context.getUniqueId());
        }
        return home;
    }

    private static ConfigurationException undeclared(ExtensionContext context) {
        return new ConfigurationException(
                TestNames.of(context) + " asks for a browser, but neither it nor a class around it or"
                        + " above it has @BrowserSession. Add @BrowserSession to the class.");
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
