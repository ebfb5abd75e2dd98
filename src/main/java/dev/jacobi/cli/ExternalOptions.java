package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The methods of the user's that formulas may call. */
final class ExternalOptions {
    @Option(
            names = "--external",
            paramLabel = "LINE",
            description = {
                "A static method that formulas may call, behind a colon its partial derivatives:",
                "'j0(x) = com.acme.Bessel.j0 : -j1(x)'. Repeatable."
            })
    private List<String> lines = new ArrayList<>();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "Where the classes of --external are, to run them: folders and jars.")
    private String classPath;

    /** The options with these functions. */
    Options addTo(Options options) {
        List<ExternalFunction> functions = new ArrayList<>();
        ClassLoader loader = classPath == null || lines.isEmpty() ? null : new URLClassLoader(urls());
        for (String line : lines) {
            ExternalFunction named = ExternalFunction.parse(line);
            functions.add(loader == null ? named : named.loadedBy(loader));
        }
        return options.externals(functions.toArray(ExternalFunction[]::new));
    }

    private URL[] urls() {
        List<URL> urls = new ArrayList<>();
        for (String path : classPath.split(File.pathSeparator)) {
            try {
                urls.add(new File(path).toURI().toURL());
            } catch (MalformedURLException e) {
                throw new JacobiException(ErrorCode.INPUT, "'" + path + "' is no path", e);
            }
        }
        return urls.toArray(URL[]::new);
    }
}
