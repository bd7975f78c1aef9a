package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;

/** Where a {@link ViewFilter} sends messages; each buffer becomes the receiver's to release. */
interface ViewWires {

    void toBrowser(ByteBuf message);

    void toClient(ByteBuf message);
}
