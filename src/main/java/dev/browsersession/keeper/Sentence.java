package dev.browsersession.keeper;

/** Sentences of providers inside those of the keeper. */
final class Sentence {

    private Sentence() {}

    /** Without the full stop that it may have, since it goes on. */
    static String asPart(String sentence) {
        return sentence != null && sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
