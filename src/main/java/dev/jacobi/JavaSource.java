package dev.jacobi;

/**
 * A generated Java source.
 *
 * @param packageName its package; empty for none
 * @param className its class
 * @param text the whole file: ASCII, lines ended by LF
 */
public record JavaSource(String packageName, String className, String text) {

    /** Where the file belongs below a source root, with slashes. */
    public String path() {
        return (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + className + ".java";
    }
}
