package dev.jacobi.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which columns of a file a function's arrays are, where their names do not say it. */
final class ColumnOptions {
    @Option(
            names = "--columns",
            paramLabel = "NAME=COLUMN[,COLUMN...]",
            description = {
                "The columns of a matrix, a row for each row of the file, as in --columns x=width,height;",
                "of an array of rank 1 the one that it is, where its name is another. Repeatable."
            })
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--classes",
            paramLabel = "NAME=COLUMN[:CLASS,...]",
            description = {
                "An array of rank 1 from a column of texts: they are numbered in alphabetical order from 0 on,",
                "or in the order given here, as in --classes label=species:setosa,virginica. Repeatable."
            })
    private Map<String, String> classes = new LinkedHashMap<>();

    boolean isEmpty() {
        return columns.isEmpty() && classes.isEmpty();
    }

    /** The columns by the names of arrays. */
    Map<String, List<String>> columns() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        columns.forEach((name, list) -> named.put(
                name, List.of(list.split(",", -1)).stream().map(String::strip).toList()));
        return named;
    }

    /** The columns of classes by the names of arrays. */
    Map<String, Classes> classes() {
        Map<String, Classes> named = new LinkedHashMap<>();
        classes.forEach((name, text) -> named.put(name, Classes.parse(text)));
        return named;
    }
}
