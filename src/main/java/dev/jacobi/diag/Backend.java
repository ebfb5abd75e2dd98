package dev.jacobi.diag;

/** The Java compiler that turns generated code into classes at run time. Both give the same bits. */
public enum Backend {
    /** Janino: always there, and quicker on small functions. */
    JANINO,
    /** The JDK's own compiler; an error in a JVM that has none. */
    JAVAC
}
