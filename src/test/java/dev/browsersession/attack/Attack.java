package dev.browsersession.attack;

/** One way to harm a keeper, tried again and again with other bytes. */
interface Attack {

    /** Fails with an {@link AssertionError} where the keeper answers as it must not. */
    void once(Mutations mutations) throws Exception;
}
