package dev.jacobi.runtime;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.SimpleCompiler;

/** Janino: always there, and quicker on small functions; at 100,000 operations as quick as javac, since locals are used again. */
final class JaninoCompiler implements SourceCompiler {

    @Override
    public Map<String, byte[]> compile(String name, String source, ClassLoader parent, Map<String, String> stubs) {
        Map<String, byte[]> seen = new HashMap<>();
        stubs.values().forEach(stub -> seen.putAll(compile(stub, parent)));
        return compile(source, seen.isEmpty() ? parent : new KernelLoader(seen, parent));
    }

    private static Map<String, byte[]> compile(String source, ClassLoader parent) {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(parent);
        compiler.setTargetVersion(8);
        try {
            compiler.cook(null, new StringReader(source));
            return compiler.getBytecodes();
        } catch (CompileException | InternalCompilerException | IOException e) {
            // A class file has room for 65535 constants; several classes for one function are not written yet.
            boolean tooLarge = String.valueOf(e.getMessage()).contains("JVM limit");
            throw tooLarge
                    ? new JacobiException(
                            ErrorCode.LIMIT, "the function is too large for one class; split the formula", e)
                    : new JacobiException(ErrorCode.INTERNAL, "Janino refused generated code: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new JacobiException(ErrorCode.LIMIT, "this thread's stack is too small for Janino", e);
        }
    }
}
