package dev.browsersession.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvocationTest {

    @Test
    void whatAServerIsToBehaveLikeMayBeSaidInSeveralOptions() throws Exception {
        assertThat(Invocation.parse("serve", "--behave", "a=1,b=2", "--behave=c=3")
                        .options())
                .containsEntry("behave", "a=1,b=2,c=3");
    }
}
