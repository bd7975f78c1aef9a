package example;

/** What the browsers of a keeper do while it is ended. */
enum BrowserState {
    RUNNING("running"),
    STOPPED("stopped"),
    WRAPPED("started through a script");

    private final String words;

    BrowserState(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
