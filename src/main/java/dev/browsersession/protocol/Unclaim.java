package dev.browsersession.protocol;

/** Lets the next owner have what was claimed; answered by {@link Done}. */
public record Unclaim(String claim) implements Message {

    public Unclaim {
        claim = Components.required(claim, "claim");
    }
}
