package dev.jacobi.fuzz;

import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a random change is unlikely to make: words of the languages, numbers at the ends of formats, and letters that only look alike. */
final class Words {
    private static final List<String> COMMON = List.of(
            "(",
            ")",
            "-",
            "1e308",
            "4.9e-324",
            "1e-400",
            "1e400",
            "1e999999999",
            "2147483648",
            "9007199254740993",
            "0x1p-1074",
            "010",
            "1/3",
            ".",
            "1.",
            "..",
            "\u0000",
            "\r\n",
            "\n",
            "\t",
            "\u2028",
            "\u202e",
            "\u0661",
            "\u0131",
            "\ud835",
            "\ud835\udc65",
            "\\u000a",
            "diff(",
            "diff(x^2, x)",
            "grad(",
            "solve(u = 1: u^3 + u - x)",
            "solve(v[i in 3] = 1: v[i] - x)[0]",
            "solve(",
            "\\",
            "\"",
            "'",
            "*/",
            "/*",
            "//",
            "#",
            ";",
            "x",
            "x0",
            "Math",
            "class");

    private static final List<String> ARRAYS = List.of(
            " in ",
            "sum(i in N: ",
            "prod(i in a..<b: ",
            "max(i in 3: ",
            "min(i in 0..<i + 1: ",
            "logsumexp(j in 1..<N, i in j: ",
            "dot(",
            "[i in N: ",
            "[j in D, i in 0..<3: x[i]]",
            "z[i in N] = ",
            "(a, b) = ",
            "..<",
            "0..<",
            "N",
            "D",
            "[N]",
            "[N, D]",
            "[div(D * (D + 1), 2)]",
            "[0]",
            "[1000000000]",
            "x[i]",
            "x[i - 1]",
            "x[c[i]]",
            "A[i, j]",
            "int ",
            "int c[P]",
            "div(i, ",
            "mod(i, ",
            "min(N, D)",
            "i == 0",
            "-2147483648",
            "65536");

    static final List<String> OF_FORMULAS = all(
            "function f(x) = function g(x, y; z) { return import if then else and or not ? : , = == != < <= > >= + * / ^ ** "
                    + "{ } [ ] ! && || | & @ $ ` ~ % pi e inf nan /** sin(x) x^2 (x,y)",
            Stream.concat(ARRAYS.stream(), Arrays.stream(Op.values()).map(op -> op.symbol() + "(")));

    static final List<String> OF_FPCORE = all(
            "(FPCore (FPCore(x) (let (let* (if (while (while* (for (! :precision :pre :name :spec :rounding binary64 real "
                    + "( ) [ ] (array (tensor (ref (cast (digits PI E INFINITY NAN TRUE FALSE LN2 SQRT1_2 x+ + * / - < <= == != "
                    + "(+ (- (* (/ (fma (pow (fmod (copysign (round (isnan (not (and (or #t #f #| |# |x| -1/3 +inf.0",
            Arrays.stream(Op.values()).map(op -> "(" + op.symbol() + " "));

    private Words() {}

    private static List<String> all(String words, Stream<String> operations) {
        return Stream.concat(Stream.concat(COMMON.stream(), Arrays.stream(words.split(" "))), operations)
                .toList();
    }
}
