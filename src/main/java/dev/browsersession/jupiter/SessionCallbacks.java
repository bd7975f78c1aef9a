package dev.browsersession.jupiter;

import dev.browsersession.Connected;
import dev.browsersession.Scope;
import dev.browsersession.SessionEndedException;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.openqa.selenium.WebDriverException;

/** JUnit's callbacks, each one line of what happens. Public for the extension that users see; not for use. */
public abstract class SessionCallbacks
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestInstancePostProcessor,
                ParameterResolver,
                InvocationInterceptor,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    protected SessionCallbacks() {}

    /** The constructor's parameters belong to the test that it makes an instance for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (Declarations.carrier(Declarations.classes(context)).isEmpty()) {
            return;
        }
        SessionHolder holder = Holders.ofClass(context);
        StopHooks.check(context, holder);
        if (holder.plan().scope() == Scope.CLASS && Injectable.isWantedBy(context.getRequiredTestClass())) {
            holder.prepare();
        }
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        boolean hasFields = !ConnectedFields.of(instance.getClass(), false).isEmpty();
        if (hasFields && context.getTestMethod().isEmpty()) {
            ConnectedFields.set(instance.getClass(), instance, Holders.classUse(context));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (Holders.hasBrowserOfClass(context)) {
            // Its tests use it, whether they say so or keep it in a field of their own.
            Holders.testUse(context).browser();
        }
        for (Class<?> type : Declarations.classes(context)) {
            if (!ConnectedFields.of(type, true).isEmpty()) {
                ConnectedFields.set(type, null, Holders.testUse(context));
            }
        }
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            boolean hasFields = !ConnectedFields.of(instance.getClass(), false).isEmpty();
            if (hasFields && !isPerClass(context, instance.getClass())) {
                ConnectedFields.set(instance.getClass(), instance, Holders.testUse(context));
            }
        }
    }

    private static boolean isPerClass(ExtensionContext context, Class<?> type) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getTestClass().filter(type::equals).isPresent()) {
                return at.get()
                        .getTestInstanceLifecycle()
                        .filter(Lifecycle.PER_CLASS::equals)
                        .isPresent();
            }
        }
        return false;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        Parameter parameter = parameterContext.getParameter();
        Class<?> type = parameter.getType();
        boolean marked = parameterContext.isAnnotated(Connected.class) && !Injectable.is(type);
        if (marked || Injectable.isNearly(type)) {
            throw Injectable.unsupported(type, "The parameter " + parameter.getName());
        }
        return Injectable.is(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        BrowserSource source =
                context.getTestMethod().isPresent() ? Holders.testUse(context) : Holders.classUse(context);
        return Injectable.of(parameterContext.getParameter().getType(), source);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext invocationContext, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            if (FailedPages.hasFailed(Optional.of(failure))) {
                Holders.existingUse(context).ifPresent(use -> use.capture(context));
            }
            throw explained(failure, context);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(failure, context);
    }

    /** A WebDriver error on a session that has ended says little; the reason that it ended says all. */
    private static Throwable explained(Throwable failure, ExtensionContext context) {
        if (failure instanceof SessionEndedException || !isOfWebDriver(failure)) {
            return failure;
        }
        Optional<SessionHolder> holder =
                Holders.existingUse(context).map(TestUse::holder).or(() -> Holders.existingOfClass(context));
        return holder.flatMap(used -> used.explain(failure, TestNames.of(context)))
                .<Throwable>map(explained -> explained)
                .orElse(failure);
    }

    private static boolean isOfWebDriver(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof WebDriverException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Holders.existingUse(context)
                .map(TestUse::holder)
                .filter(SessionHolder::isOfOneTest)
                .ifPresent(holder -> StopHooks.run(context, holder));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Holders.existingOfClass(context)
                .filter(holder -> holder.isOf(context.getRequiredTestClass()))
                .ifPresent(holder -> StopHooks.run(context, holder));
    }
}
