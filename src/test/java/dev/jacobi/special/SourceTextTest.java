package dev.jacobi.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.codehaus.janino.SimpleCompiler;
import org.junit.jupiter.api.Test;

/** The text of the functions is pasted into generated classes: it must keep the rules that make this possible. */
class SourceTextTest {

    private static final Pattern HEADER =
            Pattern.compile("    (public|private) static (?:double|int|long|boolean) (\\w+)\\((.*)\\) \\{");

    private static String text(String name) throws IOException {
        try (var in = SourceTextTest.class.getResourceAsStream("/dev/jacobi/special/" + name + ".java")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    /** Methods by name, cut out by their layout alone: from the header to the brace at four spaces. */
    private static Map<String, String> cut(String text) {
        Map<String, String> methods = new LinkedHashMap<>();
        String name = null;
        List<String> body = new ArrayList<>();
        for (String line : withoutComments(text).split("\n")) {
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                assertThat(name).as("a method within %s", name).isNull();
                name = header.group(2);
                body.clear();
            }
            if (name != null) {
                body.add(line);
                if (line.equals("    }")) {
                    assertThat(methods.put(name, String.join("\n", body) + "\n"))
                            .as("twice: " + name)
                            .isNull();
                    name = null;
                }
            }
        }
        assertThat(name).isNull();
        return methods;
    }

    @Test
    void everyFileOfTheRoomIsListed() throws IOException, URISyntaxException {
        Path folder = Path.of(SourceTextTest.class
                        .getResource("/dev/jacobi/special/Hyperbolic.java")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java")))
                    .containsExactlyInAnyOrderElementsOf(References.CLASSES.stream()
                            .map(name -> name + ".java")
                            .toList());
        }
    }

    @Test
    void membersAreMethodsOfTheAgreedLayout() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String name : References.CLASSES) {
            String text = text(name);
            assertThat(text.lines().count()).as(name).isLessThanOrEqualTo(400);
            assertThat(text.lines().mapToInt(String::length).max().orElse(0))
                    .as(name)
                    .isLessThanOrEqualTo(120);
            String rest = withoutComments(text);
            for (Map.Entry<String, String> method : cut(text).entrySet()) {
                assertThat(seen.add(method.getKey()))
                        .as("name used twice: " + method.getKey())
                        .isTrue();
                rest = rest.replace(method.getValue(), "");
            }
            String constructor = "private " + name + "() {}";
            assertThat(rest.replaceAll("\\s+", " ").trim())
                    .isEqualTo("package dev.jacobi.special; public final class " + name + " { " + constructor + " }");
        }
    }

    @Test
    void bodiesStayInTheSubset() throws IOException {
        Pattern forbidden =
                Pattern.compile("\\b(new|var|final|this|switch|try|throw|float|String|import|fma|strictfp)\\b"
                        + "|[\\[\\]?@\"']|->|::|\\b(double|int|long|boolean) \\w+(;|,)");
        for (String name : References.CLASSES) {
            for (Map.Entry<String, String> method : cut(text(name)).entrySet()) {
                String body = method.getValue().substring(method.getValue().indexOf('\n'));
                assertThat(forbidden
                                .matcher(body)
                                .results()
                                .map(found -> found.group())
                                .toList())
                        .as(method.getKey())
                        .isEmpty();
            }
        }
    }

    @Test
    void callsStayInTheRoomAndInWhatMathAndStrictMathShare() throws IOException {
        Map<String, Set<String>> own = new LinkedHashMap<>();
        Map<String, Set<String>> open = new LinkedHashMap<>();
        for (String name : References.CLASSES) {
            own.put(name, cut(text(name)).keySet());
            open.put(name, References.methods("dev.jacobi.special").keySet());
        }
        Set<String> shared = names(Math.class);
        shared.retainAll(names(StrictMath.class));
        Pattern call = Pattern.compile("(?:\\b(\\w+)\\.)?\\b(\\w+)\\(");
        for (String name : References.CLASSES) {
            for (String method : cut(text(name)).values()) {
                for (Matcher found = call.matcher(method.substring(method.indexOf('\n'))); found.find(); ) {
                    String owner = found.group(1);
                    String called = found.group(2);
                    if (owner == null) {
                        assertThat(own.get(name).contains(called)
                                        || Set.of("if", "while", "for", "return")
                                                .contains(called))
                                .as(name + " calls " + called)
                                .isTrue();
                    } else if (owner.equals("Math")) {
                        assertThat(shared).contains(called);
                    } else if (owner.equals("Double")) {
                        assertThat(Set.of("isNaN", "isInfinite", "doubleToRawLongBits", "longBitsToDouble"))
                                .contains(called);
                    } else {
                        assertThat(own.get(owner)).contains(called);
                        assertThat(open.get(owner)).contains(called);
                    }
                }
            }
        }
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Method method : type.getMethods()) {
            names.add(method.getName());
        }
        return names;
    }

    @Test
    void methodsAreShort() {
        for (String name : References.CLASSES) {
            StringWriter out = new StringWriter();
            ToolProvider.findFirst("javap")
                    .orElseThrow()
                    .run(
                            new PrintWriter(out),
                            new PrintWriter(out),
                            "-p",
                            "-c",
                            "-cp",
                            classPath(),
                            "dev.jacobi.special." + name);
            int last = 0;
            for (Matcher offset = Pattern.compile("(?mU)^ +(\\d+): \\w+").matcher(out.toString()); offset.find(); ) {
                last = Math.max(last, Integer.parseInt(offset.group(1)));
            }
            assertThat(last).as(out.toString()).isBetween(20, 1990);
        }
    }

    private static String classPath() {
        return Path.of(java.net.URI.create(Hyperbolic.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    @Test
    void theTextPastedIntoOneClassGivesTheSameBitsUnderJanino() throws Exception {
        StringBuilder source = new StringBuilder("public final class Pasted {\n");
        for (String name : References.CLASSES) {
            for (String method : cut(text(name)).values()) {
                source.append(method.replaceAll("\\b(" + String.join("|", References.CLASSES) + ")\\.", ""));
            }
        }
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.cook(source.append("}\n").toString());
        Class<?> pasted = compiler.getClassLoader().loadClass("Pasted");
        Map<String, Method> ours = References.methods("dev.jacobi.special");
        for (References.Point point : References.read()) {
            Method method = ours.get(References.methodName(point));
            Method copy = pasted.getMethod(method.getName(), method.getParameterTypes());
            assertThat(Double.doubleToLongBits(References.call(copy, point)))
                    .as(point.toString())
                    .isEqualTo(Double.doubleToLongBits(References.call(method, point)));
        }
    }
}
