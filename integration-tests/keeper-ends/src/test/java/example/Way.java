package example;

/**
 * One way for a keeper to end.
 *
 * @param browser what browsers do then; one elsewhere is not the keeper's own, and just runs
 */
record Way(HowItEnds how, BrowserState browser, boolean keepAlive) {

    @Override
    public String toString() {
        return how + ", its browser " + browser + (keepAlive ? ", its session kept alive" : "");
    }
}
