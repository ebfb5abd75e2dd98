package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.JavaSource;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Generated sources, compiled by javac and loaded without Jacobi in sight. */
public final class JavaClasses implements AutoCloseable {
    private final URLClassLoader loader;

    private JavaClasses(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Compiles for Java 8, without a warning and with Javadoc that is well formed. */
    public static JavaClasses compile(List<JavaSource> sources, Path directory) throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach(source -> files.add(new SourceInMemory(source)));
        List<String> options =
                List.of("--release", "8", "-Xlint:all,-options", "-Xdoclint:all,-missing", "-d", directory.toString());
        StringWriter said = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, files)
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
        assertThat(said.toString()).isEmpty();
        return new JavaClasses(
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
    }

    /** The static method of a class that has as many parameters as arguments are given. */
    public Object call(String className, String method, Object... arguments) throws ReflectiveOperationException {
        Method found = Arrays.stream(loader.loadClass(className).getMethods())
                .filter(m -> m.getName().equals(method) && m.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        return found.invoke(null, arguments);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static final class SourceInMemory extends SimpleJavaFileObject {
        private final JavaSource source;

        SourceInMemory(JavaSource source) {
            super(URI.create("memory:///" + source.path()), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}
