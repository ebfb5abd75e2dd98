package dev.jacobi.special;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of references.csv, and how far the functions of a package are from it. */
final class References {

    static final List<String> CLASSES =
            List.of("Hyperbolic", "Sigmoids", "Elementary", "ErrorFunctions", "GammaFunctions", "Polygammas");

    /** One point; {@code y} is empty for functions of one argument. */
    record Point(String function, double x, String y, BigDecimal value) {}

    /** The largest error met for one function, and where. */
    record Worst(double error, Point at, double got) {}

    private References() {}

    static List<Point> read() {
        try (Reader in = new InputStreamReader(
                References.class.getResourceAsStream("/special/references.csv"), StandardCharsets.UTF_8)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Point> read(Reader in) throws IOException {
        List<Point> points = new ArrayList<>();
        BufferedReader lines = new BufferedReader(in);
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split(",", -1);
            points.add(new Point(cells[0], Double.parseDouble(cells[1]), cells[2], new BigDecimal(cells[3])));
        }
        return points;
    }

    /** The largest error by function, in the unit that {@link #unit} gives. A NaN counts as an infinite error. */
    static Map<String, Worst> measure(String inPackage, List<Point> points) {
        Map<String, Method> methods = methods(inPackage);
        Map<String, Worst> worst = new LinkedHashMap<>();
        for (Point point : points) {
            Method method = methods.get(methodName(point));
            double got = call(method, point);
            double error = error(point, got);
            Worst before = worst.get(point.function());
            if (before == null || !(error <= before.error())) {
                worst.put(point.function(), new Worst(error, point, got));
            }
        }
        return worst;
    }

    /** The public functions of the package by name. */
    static Map<String, Method> methods(String inPackage) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (String name : CLASSES) {
            try {
                for (Method method : Class.forName(inPackage + "." + name).getDeclaredMethods()) {
                    if (Modifier.isPublic(method.getModifiers())) {
                        methods.put(method.getName(), method);
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return methods;
    }

    /** A table may split one function's domain in several names. */
    static String methodName(Point point) {
        return point.function().replaceFirst("(Negative|Large)$", "");
    }

    static double call(Method method, Point point) {
        try {
            if (point.y().isEmpty()) {
                return (double) method.invoke(null, point.x());
            }
            double y = Double.parseDouble(point.y());
            if (method.getParameterTypes()[0] == int.class) {
                return (double) method.invoke(null, (int) point.x(), y);
            }
            return (double) method.invoke(null, point.x(), y);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static double error(Point point, double got) {
        double nearest = point.value().doubleValue();
        if (got == nearest && Double.isInfinite(got)) {
            return 0.0;
        }
        if (Double.isNaN(got) || Double.isInfinite(got) || Double.isInfinite(nearest)) {
            return Double.POSITIVE_INFINITY;
        }
        BigDecimal distance = new BigDecimal(got).subtract(point.value()).abs();
        return distance.divide(new BigDecimal(unit(point, nearest)), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** What errors are measured in: ulps of the result, or of what bounds it where it may be near a zero. */
    private static double unit(Point point, double nearest) {
        double x = point.x();
        return switch (point.function()) {
            case "lgammaNegative" ->
                Math.ulp(1.0) * Math.max(1.0, x > -20.0 ? Math.abs(nearest) : GammaFunctions.lgamma(-x));
            case "digammaNegative" ->
                Math.ulp(1.0) * Math.max(Math.max(1.0, Math.abs(nearest)), x < -2.0 ? Math.log(-x) : 0.0);
            case "polygamma" -> (x + 4.0) * Math.ulp(nearest);
            case "polygammaLarge" ->
                Math.ulp(nearest)
                        * (GammaFunctions.lgamma(x + 1.0) + x * Math.abs(Math.log(Double.parseDouble(point.y()))));
            case "polygammaNegative" -> (x + 4.0) * Math.ulp(largestTerm((int) x, Double.parseDouble(point.y())));
            default -> Math.ulp(nearest);
        };
    }

    private static double largestTerm(int n, double x) {
        double above = x - Math.floor(x);
        double below = Math.floor(x) + 1.0 - x;
        return Math.max(Math.abs(Polygammas.polygamma(n, above)), Math.abs(Polygammas.polygamma(n, below)));
    }
}
