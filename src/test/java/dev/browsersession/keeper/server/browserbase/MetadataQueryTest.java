package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class MetadataQueryTest {

    private static final JsonNode METADATA = new JsonMapper().readTree("""
                    {"run": "abc", "order": {"status": "shipped", "count": 3}, "with space": "a:b", "empty": ""}
                    """);

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            user_metadata['run']:'abc'                  | true
            user_metadata['run']:'ab'                   | false
            user_metadata['run']:''                     | false
            user_metadata['empty']:''                   | true
            user_metadata['order']['status']:'shipped'  | true
            user_metadata['order']:'shipped'            | false
            user_metadata['order']['count']:'3'         | false
            user_metadata['none']:'abc'                 | false
            user_metadata['none']['deeper']:'abc'       | false
            user_metadata['with space']:'a:b'           | true
            """)
    void stringsAreComparedAtAnyDepth(String query, boolean fits) throws Refusal {
        assertThat(MetadataQuery.parse(query).fits(METADATA)).isEqualTo(fits);
    }

    @Test
    void aSessionWithoutMetadataFitsNoQuery() throws Refusal {
        assertThat(MetadataQuery.parse("user_metadata['run']:'abc'").fits(MissingNode.getInstance()))
                .isFalse();
    }

    @Test
    void thereMayBeMoreNamesThanAStackHasRoomFor() throws Refusal {
        String names = "['a']".repeat(100_000);

        assertThat(MetadataQuery.parse("user_metadata" + names + ":'b'").path()).hasSize(100_000);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> MetadataQuery.parse("user_metadata" + names));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run:abc",
                "user_metadata:'abc'",
                "user_metadata['run']",
                "user_metadata['run']:abc",
                "user_metadata['run']:'a'b'",
                "metadata['run']:'abc'",
                "user_metadata['run']:'abc' OR 1"
            })
    void anythingElseIsNoQuery(String query) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> MetadataQuery.parse(query))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }
}
