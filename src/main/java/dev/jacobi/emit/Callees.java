package dev.jacobi.emit;

import com.palantir.javapoet.MethodSpec;
import dev.jacobi.diag.ExternalFunction;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** What the expressions of a class call that is not the JDK's: our own numerical functions, and the user's external ones. */
final class Callees {
    private static final String PREFIX = "external_";

    private final Set<String> specials = new TreeSet<>();
    private final TreeMap<String, ExternalFunction> externals = new TreeMap<>();

    /** What a node calls itself. */
    void add(Node node) {
        if (node.op().spelling().form() == Spelling.Form.SPECIAL) {
            specials.add(node.op().spelling().text());
        } else if (node.is(Op.CALL)) {
            externals.put(method(node), node.external().declared());
        }
    }

    void addAll(Collection<Node> nodes) {
        nodes.forEach(this::add);
    }

    /** The method of the class through which a CALL goes. */
    static String method(Node call) {
        return PREFIX + call.external().name();
    }

    /** Whether something was thrown while a method of a class called one of the user's. */
    static boolean threw(Throwable thrown, Class<?> caller) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(caller.getName())
                        && frame.getMethodName().startsWith(PREFIX));
    }

    /**
     * The methods that the expressions call. An external function is called in a method of its own, where no name of a parameter can stand
     * for a part of its package's name.
     *
     * @param comments whether our own functions keep the comments in their bodies
     */
    List<MethodSpec> methods(boolean strict, boolean comments) {
        List<MethodSpec> methods = new ArrayList<>(SpecialText.methods(specials, strict, comments));
        externals.forEach((name, external) -> methods.add(bridge(name, external)));
        return methods;
    }

    private static MethodSpec bridge(String name, ExternalFunction external) {
        String prefix = external.javaName().matches("x\\d+\\..*") ? "v" : "x";
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(double.class);
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < external.parameters().size(); i++) {
            arguments.add(prefix + i);
            method.addParameter(double.class, prefix + i);
        }
        return method.addStatement("return $L($L)", external.javaName(), String.join(", ", arguments))
                .build();
    }

    /** The text of a class without the calls of external methods, and the names of their bridges: what remains is ours. */
    String withoutExternals(String text) {
        String ours = text;
        for (var entry : externals.entrySet()) {
            String call = "(?<![\\w.])" + Pattern.quote(entry.getValue().javaName()) + "\\([xv]\\d+(, [xv]\\d+)*\\)";
            ours = ours.replaceAll(call, "0").replaceAll("\\b" + entry.getKey() + "\\(", "(");
        }
        return ours;
    }
}
