package dev.jacobi.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Changes texts: tokens for others of their kind, characters, ranges, pieces of other texts, and words that a dictionary has. */
final class Mutator {
    private static final int WORD = 0;
    private static final int NUMBER = 1;
    private static final int OTHER = 2;

    private final SplittableRandom random;
    private final List<String> texts;
    private final List<String> words;

    Mutator(long seed, List<String> texts, List<String> words) {
        this.random = new SplittableRandom(seed);
        this.texts = texts;
        this.words = words;
    }

    /** A text with one to eight changes; half of the texts only get tokens for others of their kind, so that many are read. */
    String next() {
        StringBuilder text = new StringBuilder(pick(texts));
        boolean mild = random.nextBoolean();
        for (int i = 1 << random.nextInt(4); i > 0; i--) {
            if (mild) {
                changeToken(text);
            } else {
                change(text);
            }
        }
        return text.toString();
    }

    private void changeToken(StringBuilder text) {
        String other = pick(texts);
        int to = token(text, random.nextInt(text.length()));
        int with = token(other, random.nextInt(other.length()));
        int from = start(text, to);
        int withFrom = start(other, with);
        if (kind(text.charAt(from)) == kind(other.charAt(withFrom))) {
            text.replace(from, to, other.substring(withFrom, with));
        }
    }

    /** The end of the token at a place. */
    private static int token(CharSequence text, int place) {
        int end = place + 1;
        while (kind(text.charAt(place)) != OTHER && end < text.length() && kind(text.charAt(end)) != OTHER) {
            end++;
        }
        return end;
    }

    private static int start(CharSequence text, int end) {
        int start = end - 1;
        while (kind(text.charAt(start)) != OTHER && start > 0 && kind(text.charAt(start - 1)) != OTHER) {
            start--;
        }
        return start;
    }

    private static int kind(char c) {
        return Character.isLetter(c) || c == '_' ? WORD : Character.isDigit(c) || c == '.' ? NUMBER : OTHER;
    }

    private void change(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + 1 + random.nextInt(1 << random.nextInt(6)));
        switch (random.nextInt(9)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.replace(from, to, pick(words));
            case 2 -> text.insert(from, pick(words));
            case 3 -> text.insert(from, character());
            case 4 -> text.replace(from, Math.min(text.length(), from + 1), String.valueOf(character()));
            case 5 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(4)));
            case 6 -> text.replace(from, to, piece());
            case 7 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
            default -> text.insert(from, pick(words).repeat(1 << random.nextInt(11)));
        }
    }

    private String piece() {
        String other = pick(texts);
        int from = random.nextInt(other.length());
        return other.substring(from, Math.min(other.length(), from + 1 + random.nextInt(60)));
    }

    /** Mostly a byte, else any half of a code point. */
    private char character() {
        return (char) (random.nextInt(8) == 0 ? random.nextInt(1 << 16) : random.nextInt(1 << random.nextInt(7, 9)));
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
