package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.jacobi.special.Elementary;
import dev.jacobi.special.ErrorFunctions;
import dev.jacobi.special.GammaFunctions;
import dev.jacobi.special.Hyperbolic;
import dev.jacobi.special.Polygammas;
import dev.jacobi.special.Sigmoids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * The text of our own numerical functions, cut from the sources of room {@code special}, which travel with the classes: what generated
 * code computes with is the text that the interpreter runs.
 */
final class SpecialText {
    private static final List<Class<?>> SOURCES = List.of(
            Elementary.class,
            Hyperbolic.class,
            Sigmoids.class,
            ErrorFunctions.class,
            GammaFunctions.class,
            Polygammas.class);

    /** A comment with what leads to it: the rest of a line after code, or whole lines. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *//.*\\n| *//.*$");

    private static final Map<String, Member> MEMBERS = read();

    /** A method: its parameters as Java, its body with four spaces a level, and the methods of the room that it calls. */
    private record Member(String name, List<String> parameters, String body, Set<String> calls) {}

    private SpecialText() {}

    /** Every identifier that the text of the functions contains. */
    static Set<String> words() {
        Set<String> words = new LinkedHashSet<>(MEMBERS.keySet());
        for (Member member : MEMBERS.values()) {
            words.addAll(List.of((member.parameters + member.body).split("\\W+")));
        }
        return words;
    }

    /**
     * The functions of these names and all that they call, as private methods, in the order of their names.
     *
     * @param comments whether the comments in their bodies are kept
     */
    static List<MethodSpec> methods(Set<String> names, boolean strict, boolean comments) {
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name)) {
                open.addAll(MEMBERS.get(name).calls);
            }
        }
        List<MethodSpec> methods = new ArrayList<>();
        for (Member member : MEMBERS.values()) {
            if (needed.contains(member.name)) {
                methods.add(method(member, strict, comments));
            }
        }
        return methods;
    }

    private static MethodSpec method(Member member, boolean strict, boolean comments) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(member.name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(double.class);
        for (String parameter : member.parameters) {
            String[] words = parameter.split(" ");
            method.addParameter(words[0].equals("int") ? int.class : double.class, words[1]);
        }
        String body = strict ? member.body.replaceAll("\\bMath\\.", "StrictMath.") : member.body;
        return method.addCode(CodeBlock.of(
                        "$L", comments ? body : COMMENT.matcher(body).replaceAll("")))
                .build();
    }

    private static Map<String, Member> read() {
        Map<String, String> texts = new TreeMap<>();
        for (Class<?> source : SOURCES) {
            cut(text(source), texts);
        }
        Map<String, Member> members = new TreeMap<>();
        texts.forEach((name, text) -> members.put(name, member(name, text, texts.keySet())));
        return members;
    }

    private static String text(Class<?> source) {
        try (InputStream in = source.getResourceAsStream(source.getSimpleName() + ".java")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Class<?> other : SOURCES) {
                text = text.replace(other.getSimpleName() + ".", "");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Methods begin at four spaces with their modifiers and end with a brace at four spaces; a test of the room holds that. */
    private static void cut(String text, Map<String, String> texts) {
        StringBuilder method = null;
        String name = null;
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("    public static ") || line.startsWith("    private static ")) {
                method = new StringBuilder();
                String beforeParameters = line.substring(0, line.indexOf('('));
                name = beforeParameters.substring(beforeParameters.lastIndexOf(' ') + 1);
            }
            if (method != null) {
                method.append(line).append('\n');
                if (line.equals("    }")) {
                    texts.put(name, method.toString());
                    method = null;
                }
            }
        }
    }

    private static Member member(String name, String text, Set<String> all) {
        List<String> parameters =
                List.of(text.substring(text.indexOf('(') + 1, text.indexOf(')')).split(", "));
        String body = text.substring(text.indexOf("{\n") + 2, text.lastIndexOf("    }"));
        StringBuilder unindented = new StringBuilder();
        for (String line : body.split("\n")) {
            unindented
                    .append(line.startsWith("        ") ? line.substring(8) : line.strip())
                    .append('\n');
        }
        String code = COMMENT.matcher(body).replaceAll("");
        Set<String> calls = new LinkedHashSet<>();
        for (String other : all) {
            if (code.matches("(?s).*(?<![\\w.])" + other + "\\(.*")) {
                calls.add(other);
            }
        }
        return new Member(name, parameters, unindented.toString(), calls);
    }
}
