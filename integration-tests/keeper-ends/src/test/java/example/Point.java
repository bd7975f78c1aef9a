package example;

/** Where in the life of a session its keeper is ended. */
enum Point {
    CREATING("while a session is being created"),
    IN_TEST("in a test"),
    BETWEEN_TESTS("between tests"),
    AFTER_ALL("during @AfterAll");

    private final String words;

    Point(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
