package dev.jacobi.laws;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a program's text: a pattern in which each {@code $} stands for a part. Failing programs are made smaller by replacing terms;
 * what does not read any more is no program.
 */
record Term(Sort sort, String pattern, List<Term> parts) {

    enum Sort {
        NUMBER("1"),
        INDEX("0"),
        CONDITION("0 < 1"),
        ARRAY(null);

        private final String simplest;

        Sort(String simplest) {
            this.simplest = simplest;
        }
    }

    static Term number(String pattern, Term... parts) {
        return new Term(Sort.NUMBER, pattern, List.of(parts));
    }

    static Term index(String pattern, Term... parts) {
        return new Term(Sort.INDEX, pattern, List.of(parts));
    }

    static Term condition(String pattern, Term... parts) {
        return new Term(Sort.CONDITION, pattern, List.of(parts));
    }

    static Term array(String pattern, Term... parts) {
        return new Term(Sort.ARRAY, pattern, List.of(parts));
    }

    String text() {
        StringBuilder out = new StringBuilder();
        int part = 0;
        for (char c : pattern.toCharArray()) {
            if (c == '$') {
                out.append(parts.get(part++).text());
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Terms that may stand in the place of this one and are a step smaller. */
    List<Term> smaller() {
        List<Term> smaller = new ArrayList<>();
        if (sort.simplest != null && !text().equals(sort.simplest)) {
            smaller.add(new Term(sort, sort.simplest, List.of()));
        }
        parts.stream().filter(part -> part.sort == sort).forEach(smaller::add);
        for (int i = 0; i < parts.size(); i++) {
            for (Term part : parts.get(i).smaller()) {
                List<Term> changed = new ArrayList<>(parts);
                changed.set(i, part);
                smaller.add(new Term(sort, pattern, changed));
            }
        }
        return smaller;
    }
}
