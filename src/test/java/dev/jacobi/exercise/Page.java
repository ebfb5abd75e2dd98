package dev.jacobi.exercise;

import java.util.List;

/** A document as it is written, from top to bottom; code in its sentences stands between backticks. */
interface Page {
    /** A heading; level 1 is the document's own. */
    void heading(int level, String text);

    void paragraph(String text);

    /** A text of the language, as it is. */
    void source(String text);

    /** A command as it is typed and what it prints, which may be nothing. */
    void run(String typed, String printed);

    /** A command that explains, and what it prints in this page's format. */
    void explained(String... command);

    /** The formula that a command prints, without the command. */
    void formula(String... command);

    /** A table; all rows have as many cells as the head. */
    void table(List<String> head, List<List<String>> rows);

    /** A picture in a file beside this one. */
    void picture(String file, String caption);

    /** All that was written. */
    String text();
}
