#include "core/llm/tokenestimate.h"

namespace antiphon {

namespace {

constexpr qsizetype wholeWord = 7;   // Latin letters of a word that is one token
constexpr qsizetype furtherPart = 4; // letters of a further token
constexpr qint64 messageFrame = 4;
constexpr qint64 replyOpening = 3;

enum class Sign { Latin, MarkedLatin, OtherLetter, Ideograph, Digit, Blank, LineEnd, Mark, Beyond };

bool isIdeograph(QChar::Script script)
{
    return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
           script == QChar::Script_Katakana || script == QChar::Script_Hangul;
}

Sign signOf(QChar c)
{
    if (c.isSurrogate())
        return Sign::Beyond;
    if (c == QLatin1Char('\n') || c == QLatin1Char('\r'))
        return Sign::LineEnd;
    if (c.isSpace())
        return Sign::Blank;
    if (c.isDigit())
        return Sign::Digit;
    if (!c.isLetter() && !c.isMark())
        return Sign::Mark;
    if (c.unicode() < 0x80)
        return Sign::Latin;
    if (c.script() == QChar::Script_Latin || c.isMark())
        return Sign::MarkedLatin;
    return isIdeograph(c.script()) ? Sign::Ideograph : Sign::OtherLetter;
}

qsizetype parts(qsizetype length, qsizetype each)
{
    return (length + each - 1) / each;
}

bool isLatin(Sign sign)
{
    return sign == Sign::Latin || sign == Sign::MarkedLatin;
}

// A run of signs that tokens do not cross.
struct Run
{
    Sign sign = Sign::Blank;
    qsizetype length = 0; // letters with marks count double

    bool takes(Sign next) const { return isLatin(sign) ? isLatin(next) : next == sign; }
    qsizetype tokens(Sign before, bool wordFollows) const
    {
        switch (sign) {
        case Sign::Latin:
        case Sign::MarkedLatin:
            return 1 + parts(std::max<qsizetype>(0, length - wholeWord), furtherPart);
        case Sign::OtherLetter:
            return parts(length, 2);
        case Sign::Ideograph:
        case Sign::Beyond: // two units a sign, two tokens
            return length;
        case Sign::Digit:
        case Sign::Mark:
            return parts(length, 3);
        case Sign::LineEnd:
            return before == Sign::Mark ? 0 : 1;
        case Sign::Blank:
            return length > 1 || !wordFollows ? 1 : 0;
        }
        return 0;
    }
};

} // namespace

qint64 estimatedTokens(const QString& text)
{
    qint64 tokens = 0;
    Sign before = Sign::LineEnd;
    Run run;
    for (const QChar c : text) {
        const Sign sign = signOf(c);
        if (run.length > 0 && !run.takes(sign)) {
            tokens += run.tokens(before, sign != Sign::LineEnd);
            before = run.sign;
            run.length = 0;
        }
        if (run.length == 0)
            run.sign = sign;
        run.length += sign == Sign::MarkedLatin ? 2 : 1;
    }
    return run.length > 0 ? tokens + run.tokens(before, false) : tokens;
}

qint64 estimatedTokens(const QList<ChatMessage>& messages)
{
    qint64 tokens = replyOpening;
    for (const ChatMessage& message : messages)
        tokens += messageFrame + estimatedTokens(message.content);
    return tokens;
}

qint64 estimatedTokens(const ChatRequest& request)
{
    return estimatedTokens(request.messages);
}

} // namespace antiphon
