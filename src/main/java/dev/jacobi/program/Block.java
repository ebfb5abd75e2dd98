package dev.jacobi.program;

import java.util.ArrayList;
import java.util.List;

/** Statements that run one after the other. */
public final class Block {
    private final List<Statement> statements = new ArrayList<>();

    /** The statements in order; for the room {@code program} to change, for others to read. */
    public List<Statement> statements() {
        return statements;
    }

    void add(Statement statement) {
        statements.add(statement);
    }
}
