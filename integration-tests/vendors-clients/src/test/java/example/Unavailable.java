package example;

/** The clients are not to be had on this machine. Its message says why. */
class Unavailable extends Exception {

    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
        super(message);
    }
}
