package dev.jacobi.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.ImportResolver;
import dev.jacobi.Jacobi;
import dev.jacobi.SourceGenerator;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each limit holds to the unit, whoever compiles, and a formula that meets it exactly passes. */
@Timeout(30)
class LimitsTest {
    /** A formula of 88 characters, 39 tokens, 3 levels, 3 parameters and 6 constants. */
    private static final String FORMULA =
            "function f(x, y; k) = sin((x + 1.5) * (y + 2.5)) + exp(-(x + k) / 3.5) + 4.5*y + 5.5 + k";

    private static final Limits DEFAULTS = Limits.defaults();

    /** The default limits with one component changed. */
    static Limits with(String component, long value) {
        try {
            RecordComponent[] components = Limits.class.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Object changed = types[i] == int.class ? (Object) (int) value : (Object) value;
                values[i] = components[i].getName().equals(component)
                        ? changed
                        : components[i].getAccessor().invoke(DEFAULTS);
            }
            return Limits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static long component(Limits limits, String name) {
        return Arrays.stream(Limits.class.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .mapToLong(component -> {
                    try {
                        return ((Number) component.getAccessor().invoke(limits)).longValue();
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private static ErrorCode compile(String component, int limit, Backend backend) throws Exception {
        Options options = Options.defaults().limits(with(component, limit)).backend(backend);
        return Hostile.code(() -> {
            CompiledFunction f = Jacobi.with(options).compile(FORMULA).bind("k", 0.5);
            f.value(new double[] {1, 2});
            f.gradient(new double[] {1, 2}, new double[2]);
        });
    }

    /** The smallest limit under which the formula passes. */
    private static int needed(String component, Backend backend) throws Exception {
        int fails = 0;
        int passes = (int) component(DEFAULTS, component);
        assertThat(compile(component, passes, backend)).isNull();
        while (passes - fails > 1) {
            int middle = fails + (passes - fails) / 2;
            if (compile(component, middle, backend) == null) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return passes;
    }

    @ParameterizedTest
    @CsvSource({
        "text, 88, 88",
        "tokens, 39, 50",
        "nesting, 2, 3",
        "variables, 3, 3",
        "nodes, 15, 30",
        "derivativeNodes, 20, 60",
        "constants, 5, 8",
        "classBytes, 300, 2000"
    })
    void isALimitBelowAndPassesAtAndAbove(String component, int atLeast, int atMost) throws Exception {
        int needed = needed(component, Backend.JANINO);
        assertThat(needed).isBetween(atLeast, atMost);
        assertThat(compile(component, needed - 1, Backend.JANINO)).isEqualTo(ErrorCode.LIMIT);
        assertThat(compile(component, needed, Backend.JANINO)).isNull();
        assertThat(compile(component, needed + 1, Backend.JANINO)).isNull();
        for (int none : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThat(compile(component, none, Backend.JANINO)).isEqualTo(ErrorCode.LIMIT);
        }
        assertThat(compile(component, Integer.MAX_VALUE, Backend.JANINO)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void theBytesOfAClassAreCountedForBothCompilers(Backend backend) throws Exception {
        int needed = needed("classBytes", backend);
        assertThat(compile("classBytes", needed - 1, backend)).isEqualTo(ErrorCode.LIMIT);
        assertThat(compile("classBytes", needed, backend)).isNull();
    }

    /** What {@code as} binds to. */
    public interface Typed {
        double value(double x, double y, double k);

        double gradient(double x, double y, double k, double[] g);
    }

    @ParameterizedTest
    @CsvSource({"derivativeNodes", "constants", "classBytes"})
    void theyHoldForTypedInterfacesToo(String component) throws Exception {
        int fails = 1;
        int passes = (int) component(DEFAULTS, component);
        assertThat(typed(component, fails)).isEqualTo(ErrorCode.LIMIT);
        while (passes - fails > 1) {
            int middle = fails + (passes - fails) / 2;
            if (typed(component, middle) == null) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        assertThat(typed(component, passes)).isNull();
        assertThat(passes).isLessThan(10_000);
    }

    private static ErrorCode typed(String component, int limit) throws Exception {
        Options options = Options.defaults().limits(with(component, limit));
        return Hostile.code(() -> Jacobi.with(options).compile(FORMULA).as(Typed.class));
    }

    @ParameterizedTest
    @CsvSource({"text", "tokens", "nesting", "variables", "nodes", "derivativeNodes", "constants"})
    void theyHoldForGeneratedSourcesToo(String component) throws Exception {
        assertThat(generate(with(component, 1))).isEqualTo(ErrorCode.LIMIT);
        assertThat(generate(DEFAULTS)).isNull();
        assertThat(generate(Limits.server())).isNull();
    }

    private static ErrorCode generate(Limits limits) throws Exception {
        return Hostile.code(() -> SourceGenerator.generate(
                new SourceText("f", FORMULA),
                "",
                EnumSet.of(Derivative.GRADIENT),
                Options.defaults().limits(limits),
                ImportResolver.NONE));
    }

    @Test
    void aServersLimitsAreAtMostAQuarterOfTheDefaults() {
        for (RecordComponent each : Limits.class.getRecordComponents()) {
            long server = component(Limits.server(), each.getName());
            assertThat(server).isPositive().isLessThanOrEqualTo(component(DEFAULTS, each.getName()) / 4);
        }
    }

    @Test
    void thirtyThousandConstantsFitIntoAClass() throws Exception {
        for (Backend backend : Backend.values()) {
            Options options = Options.defaults().backend(backend);
            String fits = "x" + Hostile.joined(30_000, "", i -> " + " + i + ".25");
            assertThat(Hostile.code(() -> Hostile.value(fits, options))).isNull();
            assertThat(Hostile.code(() -> Hostile.value(fits + " + 0.125", options)))
                    .isEqualTo(ErrorCode.LIMIT);
        }
    }

    @Test
    void constantsAndManyMethodsFitIntoAClassTogether() throws Exception {
        String text = Hostile.steps(60_000, i -> "sin(y" + i + ") * " + i % 29_000 + ".25 + y");
        assertThat(Hostile.code(() -> Hostile.value(text, Options.defaults()))).isNull();
    }
}
