#include "core/generation/denial.h"

#include <QSet>

#include <algorithm>
#include <string_view>

namespace antiphon {

namespace {

constexpr qsizetype window = 5; // words before a value in which a denial is looked for

QStringList wordsIn(QStringView text)
{
    return text.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool endsClause(QChar c)
{
    constexpr std::u16string_view signs = u".?!\n,;:()\u2013\u2014\u2026";
    return signs.find(c.unicode()) != std::u16string_view::npos;
}

// Ways of speaking that hold a word of denial and deny nothing, folded.
const QStringList& idioms()
{
    static const QStringList list{QStringLiteral(" not only "),        QStringLiteral(" not just "),
                                  QStringLiteral(" no problem "),      QStringLiteral(" not a problem "),
                                  QStringLiteral(" no worries "),      QStringLiteral(" no doubt "),
                                  QStringLiteral(" without doubt "),   QStringLiteral(" without a doubt "),
                                  QStringLiteral(" why not "),         QStringLiteral(" not bad "),
                                  QStringLiteral(" nothing but "),     QStringLiteral(" no matter "),
                                  QStringLiteral(" t get enough "),    QStringLiteral(" never get enough "),
                                  QStringLiteral(" t go wrong "),      QStringLiteral(" never go wrong "),
                                  QStringLiteral(" nothing is more "), QStringLiteral(" nothing beats "),
                                  QStringLiteral(" nothing gets "),    QStringLiteral(" t get "),
                                  QStringLiteral(" no more than "),    QStringLiteral(" don t forget "),
                                  QStringLiteral(" no wonder "),       QStringLiteral(" t wait "),
                                  QStringLiteral(" no small talk "),   QStringLiteral(" t beat "),
                                  QStringLiteral(" don t drop "),      QStringLiteral(" don t skip "),
                                  QStringLiteral(" don t know "),      QStringLiteral(" don t mind "),
                                  QStringLiteral(" didn t know "),     QStringLiteral(" t do without ")};
    return list;
}

const QStringList& denials()
{
    static const QStringList list{QStringLiteral(" no "),
                                  QStringLiteral(" not "),
                                  QStringLiteral(" without "),
                                  QStringLiteral(" never "),
                                  QStringLiteral(" nothing "),
                                  QStringLiteral(" none "),
                                  QStringLiteral(" neither "),
                                  QStringLiteral(" nor "),
                                  QStringLiteral(" except "),
                                  QStringLiteral(" excluding "),
                                  QStringLiteral(" minus "),
                                  QStringLiteral(" skip "),
                                  QStringLiteral(" skipped "),
                                  QStringLiteral(" skipping "),
                                  QStringLiteral(" drop "),
                                  QStringLiteral(" dropped "),
                                  QStringLiteral(" dropping "),
                                  QStringLiteral(" avoid "),
                                  QStringLiteral(" avoided "),
                                  QStringLiteral(" avoiding "),
                                  QStringLiteral(" remove "),
                                  QStringLiteral(" removed "),
                                  QStringLiteral(" removing "),
                                  QStringLiteral(" exclude "),
                                  QStringLiteral(" excluded "),
                                  QStringLiteral(" left out "),
                                  QStringLiteral(" leave out "),
                                  QStringLiteral(" leaving out "),
                                  QStringLiteral(" took out "),
                                  QStringLiteral(" take out "),
                                  QStringLiteral(" taken out "),
                                  QStringLiteral(" apart from "),
                                  QStringLiteral(" other than "),
                                  QStringLiteral(" anything but "),
                                  QStringLiteral(" everything but "),
                                  QStringLiteral(" all but "),
                                  QStringLiteral(" instead of "),
                                  QStringLiteral(" rather than "),
                                  QStringLiteral(" kept out "),
                                  QStringLiteral(" cut out "),
                                  QStringLiteral(" fed up with "),
                                  QStringLiteral(" tired of "),
                                  QStringLiteral(" don t "),
                                  QStringLiteral(" doesn t "),
                                  QStringLiteral(" didn t "),
                                  QStringLiteral(" isn t "),
                                  QStringLiteral(" aren t "),
                                  QStringLiteral(" wasn t "),
                                  QStringLiteral(" weren t "),
                                  QStringLiteral(" won t "),
                                  QStringLiteral(" can t "),
                                  QStringLiteral(" cannot "),
                                  QStringLiteral(" couldn t "),
                                  QStringLiteral(" wouldn t "),
                                  QStringLiteral(" shouldn t "),
                                  QStringLiteral(" haven t "),
                                  QStringLiteral(" hasn t "),
                                  QStringLiteral(" hadn t ")};
    return list;
}

bool holdsAny(const QString& text, const QStringList& phrases)
{
    return std::any_of(phrases.begin(), phrases.end(),
                       [&text](const QString& phrase) { return text.contains(phrase); });
}

// A denial under another, which says both values: "can't have bluegrass without a banjo".
bool isDeniedTwice(const QString& clause)
{
    const qsizetype without = clause.lastIndexOf(QLatin1String(" without "));
    if (without < 0)
        return false;
    static const QStringList outer{QStringLiteral(" can t "),    QStringLiteral(" cannot "),
                                   QStringLiteral(" couldn t "), QStringLiteral(" don t "),
                                   QStringLiteral(" no "),       QStringLiteral(" not "),
                                   QStringLiteral(" never ")};
    return holdsAny(clause.first(without + 1), outer);
}

bool deniedBehind(const QString& before, const QString& behind)
{
    static const QStringList missing{QStringLiteral(" isn t part "),      QStringLiteral(" is not part "),
                                     QStringLiteral(" aren t part "),     QStringLiteral(" isn t in "),
                                     QStringLiteral(" is not in "),       QStringLiteral(" isn t on "),
                                     QStringLiteral(" is not on "),       QStringLiteral(" isn t here "),
                                     QStringLiteral(" is not here "),     QStringLiteral(" isn t included "),
                                     QStringLiteral(" is not included "), QStringLiteral(" isn t allowed "),
                                     QStringLiteral(" is out "),          QStringLiteral(" stays out "),
                                     QStringLiteral(" is off "),          QStringLiteral(" are gone ")};
    if (std::any_of(missing.begin(), missing.end(),
                    [&behind](const QString& phrase) { return behind.startsWith(phrase); }))
        return true;
    static const QStringList taking{
        QStringLiteral(" took "), QStringLiteral(" take "),  QStringLiteral(" taken "),
        QStringLiteral(" left "), QStringLiteral(" leave "), QStringLiteral(" kept "),
        QStringLiteral(" keep "), QStringLiteral(" cut "),   QStringLiteral(" put ")};
    const QString next = wordsIn(behind).value(0);
    return (next == QLatin1String("off") || next == QLatin1String("out")) && holdsAny(before, taking);
}

QString lastWords(const QString& text)
{
    const QStringList words = wordsIn(text);
    const QStringList near = words.mid(std::max<qsizetype>(0, words.size() - window));
    return QLatin1Char(' ') + near.join(QLatin1Char(' ')) + QLatin1Char(' ');
}

// Whether a word stands there that a denial needs; most clauses have none.
bool mayBeDenied(QStringView before, QStringView behind)
{
    static const QSet<QString> beginnings = [] {
        QSet<QString> words;
        for (const QString& phrase : denials())
            words.insert(wordsIn(phrase).constFirst());
        return words;
    }();
    static const QStringList next{QStringLiteral("isn"),   QStringLiteral("is"),  QStringLiteral("aren"),
                                  QStringLiteral("stays"), QStringLiteral("are"), QStringLiteral("off"),
                                  QStringLiteral("out")};
    const auto isOf = [](QStringView word, const auto& words) {
        return words.contains(QString::fromRawData(word.data(), word.size()));
    };
    const auto words = before.tokenize(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QStringView word : words) {
        if (isOf(word, beginnings))
            return true;
    }
    const QStringView rest = behind.trimmed();
    const qsizetype end = rest.indexOf(QLatin1Char(' '));
    return isOf(end < 0 ? rest : rest.first(end), next);
}

// Parts a folded sentence before each "but" that turns it round.
void appendParts(QStringList& clauses, const QString& folded)
{
    static const QString but = QStringLiteral(" but ");
    qsizetype begin = 0;
    for (qsizetype at = folded.indexOf(but); at >= 0; at = folded.indexOf(but, at + 1)) {
        static const QStringList exceptions{QStringLiteral("anything"), QStringLiteral("everything"),
                                            QStringLiteral("all"), QStringLiteral("nothing")};
        const QStringList before = wordsIn(QStringView(folded).first(at));
        if (!before.isEmpty() && exceptions.contains(before.last()))
            continue;
        clauses << folded.sliced(begin, at + 1 - begin);
        begin = at;
    }
    clauses << folded.sliced(begin);
}

} // namespace

QStringList clausesOf(const QString& text)
{
    QStringList clauses;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !endsClause(text[i]))
            continue;
        if (i > begin)
            appendParts(clauses, foldedText(QStringView(text).sliced(begin, i - begin)));
        begin = i + 1;
    }
    return clauses;
}

bool isDenied(const QString& clause, TextRange at)
{
    if (!mayBeDenied(QStringView(clause).first(at.begin), QStringView(clause).sliced(at.end)))
        return false;
    QString before = clause.first(at.begin);
    for (const QString& idiom : idioms())
        before.replace(idiom, QStringLiteral(" so so "));
    if (isDeniedTwice(before + clause.sliced(at.begin)))
        return false;
    return holdsAny(lastWords(before), denials()) || deniedBehind(before, clause.sliced(at.end));
}

} // namespace antiphon
