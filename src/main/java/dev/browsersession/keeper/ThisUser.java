package dev.browsersession.keeper;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Knows whether it is this keeper's user that is connected to a Unix socket. Nobody else gets into the socket's directory; this
 * is for a directory that has been opened since.
 */
final class ThisUser {

    private static final System.Logger LOG = System.getLogger(ThisUser.class.getName());

    /** Null where it cannot be asked. */
    private final UserPrincipal user;

    private ThisUser(UserPrincipal user) {
        this.user = user;
    }

    /** @param directory the socket's, which this user made */
    static ThisUser owning(Path directory) throws IOException {
        // A runtime that was cut down need not have the module, and Windows does not tell.
        boolean asks = ModuleLayer.boot().findModule("jdk.net").isPresent()
                && directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return new ThisUser(asks ? Files.getOwner(directory) : null);
    }

    boolean isAtTheOtherEndOf(Channel channel) {
        if (user == null) {
            return true;
        }
        UnixDomainPrincipal peer = channel.config().getOption(PeerCredentials.OPTION);
        boolean same = peer == null || peer.user().equals(user);
        if (!same) {
            LOG.log(Level.WARNING, "the user {0} was at the socket, and is refused", peer.user());
        }
        return same;
    }

    /** Touched only where the module is there. */
    private static final class PeerCredentials {
        private static final ChannelOption<UnixDomainPrincipal> OPTION =
                NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED);
    }
}
