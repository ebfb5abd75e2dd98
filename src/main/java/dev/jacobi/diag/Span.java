package dev.jacobi.diag;

/** A stretch of a source text: offsets {@code start} (inclusive) to {@code end} (exclusive). */
public record Span(int start, int end) {

    /** The smallest span that covers both. */
    public Span to(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
}
