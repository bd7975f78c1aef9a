package dev.browsersession.webdriver;

import dev.browsersession.protocol.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.Response;

/**
 * Sends commands through Selenium's own executor, and ends a WebDriver session without it: that one would wait for a
 * driver process that is not this JVM's, and fail.
 */
final class ViewExecutor implements CommandExecutor, Closeable {

    private final HttpCommandExecutor wrapped;
    private volatile RemoteFileInput fileInput;
    private final SessionDeletion deletion;
    private final Redaction redaction;
    private boolean closed;

    ViewExecutor(HttpCommandExecutor wrapped, Secret webDriverUrl) {
        this.wrapped = wrapped;
        this.fileInput = new RemoteFileInput(FileWay.BY_PATH, wrapped::execute);
        this.deletion = new SessionDeletion(webDriverUrl);
        this.redaction = new Redaction(webDriverUrl);
    }

    void bringFiles(FileWay way) {
        fileInput = new RemoteFileInput(way, wrapped::execute);
    }

    HttpCommandExecutor wrapped() {
        return wrapped;
    }

    @Override
    public Response execute(Command command) throws IOException {
        boolean quit = DriverCommand.QUIT.equals(command.getName());
        if (closed && !quit) {
            throw new NoSuchSessionException(
                    "This driver was quit: the command " + command.getName()
                            + " reaches no browser. A driver of a test is a new one for the next test; that of a class is not.");
        }
        try {
            return quit ? deletion.of(command.getSessionId()) : carryOut(command);
        } catch (IOException e) {
            throw redaction.of(e);
        } catch (RuntimeException e) {
            throw redaction.of(e);
        }
    }

    private Response carryOut(Command command) throws IOException {
        Optional<Response> ofFiles = fileInput.execute(command);
        return ofFiles.isPresent() ? ofFiles.get() : wrapped.execute(command);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            close(wrapped);
        }
    }

    /** Closes the executor and its HTTP client. */
    // The field is all that Selenium 4.31 has; later ones close the client themselves and will drop the field.
    @SuppressWarnings("removal")
    static void close(HttpCommandExecutor executor) throws IOException {
        if (!Closeable.class.isAssignableFrom(HttpCommandExecutor.class)) {
            executor.client.close();
        }
        if ((Object) executor instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
