package dev.jacobi.runtime;

import java.util.Map;

/** A Java compiler: text in, class files out. */
interface SourceCompiler {

    /**
     * The class files by binary name.
     *
     * @param name the binary name of the public class in the text
     * @param parent knows classes that the text uses
     * @param stubs by binary name, the texts of classes with what else it uses
     */
    Map<String, byte[]> compile(String name, String source, ClassLoader parent, Map<String, String> stubs);
}
