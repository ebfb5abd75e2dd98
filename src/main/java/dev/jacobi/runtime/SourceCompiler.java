package dev.jacobi.runtime;

import java.util.Map;

/** A Java compiler: text in, class files out. */
interface SourceCompiler {

    /**
     * The class files by binary name.
     *
     * @param name the binary name of the public class in the text
     */
    Map<String, byte[]> compile(String name, String source, ClassLoader parent);
}
