package dev.browsersession.jupiter;

import dev.browsersession.BeforeSessionStop;
import dev.browsersession.BrowserSessionException;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.lease.Debugger;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

/** The methods that run before a session is stopped. */
final class StopHooks {

    private static final long LIMIT_SECONDS = 30;

    private StopHooks() {}

    static List<Method> of(Class<?> type) {
        return AnnotationSupport.findAnnotatedMethods(type, BeforeSessionStop.class, HierarchyTraversalMode.BOTTOM_UP);
    }

    static void check(ExtensionContext context, SessionHolder holder) {
        Class<?> type = context.getRequiredTestClass();
        for (Method method : of(type)) {
            String place = "@BeforeSessionStop " + method.getDeclaringClass().getSimpleName() + "." + method.getName();
            if (!holder.isOfOneTest() && !holder.isOf(type)) {
                throw new ConfigurationException(
                        place + " would never run: the session is that of a class around it. Move it to"
                                + " the class with @BrowserSession.");
            }
            if (holder.plan().shared().isPresent()) {
                throw new ConfigurationException(place
                        + " cannot be relied on with a shared session: when its last run is over, no test may be left to"
                        + " run it. Use @AfterAll.");
            }
            if (holder.plan().isolation() != Isolation.NONE) {
                throw new ConfigurationException(
                        place + " has nothing to see with isolation = CONTEXT, since each test's context"
                                + " is gone by then: use @AfterEach, or isolation = Isolation.NONE.");
            }
            if (ModifierSupport.isNotStatic(method) && !isPerClass(context)) {
                throw new ConfigurationException(
                        place + " must be static, or its class must have @TestInstance(Lifecycle.PER_CLASS).");
            }
        }
    }

    private static boolean isPerClass(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
    }

    /** Runs them, as long as the session is alive. What goes wrong is reported; it neither fails a test nor keeps the session. */
    static void run(ExtensionContext context, SessionHolder holder) {
        List<Method> hooks = of(context.getRequiredTestClass());
        if (hooks.isEmpty() || holder.lease().isEmpty()) {
            return;
        }
        try {
            if (holder.lease().orElseThrow().inspect().end() == null) {
                hooks.forEach(method -> run(method, context, holder.jvm()));
            }
        } catch (BrowserSessionException e) {
            report(
                    holder.jvm(),
                    "@BeforeSessionStop did not run, since the session cannot be asked: " + e.getMessage());
        }
    }

    private static void run(Method method, ExtensionContext context, JvmOwner jvm) {
        Object instance = ModifierSupport.isStatic(method) ? null : context.getRequiredTestInstance();
        FutureTask<Object> task =
                new FutureTask<>(() -> context.getExecutableInvoker().invoke(method, instance));
        Thread thread = new Thread(task, "browser-session-stop-hook");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        String place = "@BeforeSessionStop " + TestNames.of(context.getRequiredTestClass()) + "." + method.getName();
        try {
            await(task);
        } catch (ExecutionException e) {
            report(jvm, place + " failed: " + e.getCause() + ".");
        } catch (TimeoutException e) {
            thread.interrupt();
            report(jvm, place + " did not end within " + LIMIT_SECONDS + " s.");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            report(jvm, place + " was interrupted.");
        }
    }

    private static void await(FutureTask<Object> task)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (Debugger.mayHaltThisJvm()) {
            task.get();
        } else {
            task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void report(JvmOwner jvm, String problem) {
        jvm.announcer().warn(problem);
        jvm.summary().problem(problem);
    }
}
