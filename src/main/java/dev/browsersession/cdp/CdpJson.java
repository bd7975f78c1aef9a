package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as it travels in CDP messages. Nothing here moves a buffer's reader index or releases it. */
final class CdpJson {

    /** A page's DOM nests as deep as its author likes, and a screenshot is one string. */
    private static final int NESTING = 100_000;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(NESTING)
                    .build())
            .build());
    private static final ObjectWriter WRITER = MAPPER.writer();

    private CdpJson() {}

    static JsonNode tree(ByteBuf text) {
        return MAPPER.readTree(new ByteBufInputStream(text.duplicate()));
    }

    static JsonParser parser(ByteBuf text) {
        InputStream bytes = new ByteBufInputStream(text.duplicate());
        return MAPPER.createParser(bytes);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode valueToTree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ByteBuf bytes(JsonNode message) {
        return Unpooled.wrappedBuffer(WRITER.writeValueAsBytes(message));
    }
}
