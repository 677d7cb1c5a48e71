#include "core/coding/memo.h"

namespace antiphon {

namespace {

constexpr qsizetype headingLength = 70;
constexpr qsizetype snippetBefore = 30;
constexpr qsizetype snippetLength = 110;
constexpr int titleWeight = 3;

struct Named
{
    const char* word;
    const char* title;
};

Named namesOf(MemoTarget target)
{
    switch (target) {
    case MemoTarget::Project:
        break;
    case MemoTarget::Journal:
        return {"journal", "Journal"};
    case MemoTarget::Dialogue:
        return {"dialogue", "Dialogue"};
    case MemoTarget::Turn:
        return {"turn", "Turn"};
    case MemoTarget::Span:
        return {"span", "Span"};
    case MemoTarget::Coding:
        return {"coding", "Coding"};
    case MemoTarget::Code:
        return {"code", "Code"};
    case MemoTarget::Category:
        return {"category", "Category"};
    case MemoTarget::Memo:
        return {"memo", "Memo"};
    }
    return {"project", "Project"};
}

Named namesOf(MemoKind kind)
{
    switch (kind) {
    case MemoKind::None:
        break;
    case MemoKind::Theoretical:
        return {"theoretical", "Theoretical"};
    case MemoKind::Methodological:
        return {"methodological", "Methodological"};
    case MemoKind::Definition:
        return {"definition", "Definition"};
    case MemoKind::Descriptive:
        return {"descriptive", "Descriptive"};
    case MemoKind::Operational:
        return {"operational", "Operational"};
    case MemoKind::Reflective:
        return {"reflective", "Reflective"};
    case MemoKind::Question:
        return {"question", "Question"};
    case MemoKind::Storyline:
        return {"storyline", "Storyline"};
    }
    return {"", "No kind"};
}

QStringList wordsOf(const QString& typed)
{
    return typed.simplified().split(u' ', Qt::SkipEmptyParts);
}

// Cut at a word's end where there is one not far before.
QString shortened(const QString& text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    const qsizetype space = text.lastIndexOf(u' ', length);
    qsizetype end = space > length / 2 ? space : length;
    if (text[end - 1].isHighSurrogate())
        --end;
    return text.left(end) + QChar(0x2026);
}

QString turnText(const MemoPlace& place)
{
    return QStringLiteral("turn %1 of %2").arg(place.position.value_or(0) + 1).arg(place.dialogueName);
}

QString goneText(MemoTarget kind)
{
    return kind == MemoTarget::Span ? QStringLiteral("Words of a turn that is gone")
                                    : QStringLiteral("A %1 that is gone").arg(memoTargetWord(kind));
}

} // namespace

QString memoTargetWord(MemoTarget target)
{
    return QLatin1String(namesOf(target).word);
}

std::optional<MemoTarget> memoTargetFromWord(QStringView word)
{
    for (const MemoTarget target : allMemoTargets) {
        if (memoTargetWord(target) == word)
            return target;
    }
    return std::nullopt;
}

QString memoTargetTitle(MemoTarget target)
{
    return QLatin1String(namesOf(target).title);
}

QString memoKindWord(MemoKind kind)
{
    return QLatin1String(namesOf(kind).word);
}

std::optional<MemoKind> memoKindFromWord(QStringView word)
{
    for (const MemoKind kind : allMemoKinds) {
        if (memoKindWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QString memoKindTitle(MemoKind kind)
{
    return QLatin1String(namesOf(kind).title);
}

Memo memoOn(const MemoAnchor& anchor, CoderId coder)
{
    Memo memo;
    memo.targetKind = anchor.kind;
    memo.target = anchor.id;
    memo.span = anchor.span;
    memo.coder = coder;
    return memo;
}

QString memoPlaceText(const MemoPlace& place)
{
    if (!place.there)
        return goneText(place.anchor.kind);
    switch (place.anchor.kind) {
    case MemoTarget::Project:
    case MemoTarget::Journal:
        break;
    case MemoTarget::Dialogue:
        return QStringLiteral("Dialogue %1").arg(place.dialogueName);
    case MemoTarget::Turn:
        return QStringLiteral("Turn %1 of %2").arg(*place.position + 1).arg(place.dialogueName);
    case MemoTarget::Span:
        return QStringLiteral("“%1” in %2").arg(place.excerpt, turnText(place));
    case MemoTarget::Coding:
        return place.position ? QStringLiteral("%1 on %2").arg(place.name, turnText(place))
                              : QStringLiteral("%1 on dialogue %2").arg(place.name, place.dialogueName);
    case MemoTarget::Code:
    case MemoTarget::Category:
    case MemoTarget::Memo:
        return QStringLiteral("%1 %2").arg(memoTargetTitle(place.anchor.kind), place.name);
    }
    return memoTargetTitle(place.anchor.kind);
}

QString memoHeading(const QString& title, const QString& text)
{
    if (!title.trimmed().isEmpty())
        return title.simplified();
    const QString plain = text.trimmed();
    return shortened(plain.left(plain.indexOf(u'\n')).simplified(), headingLength);
}

int memoFit(const QString& title, const QString& text, const QString& typed)
{
    int fit = 0;
    const QStringList words = wordsOf(typed);
    for (const QString& word : words) {
        const qsizetype found =
            titleWeight * title.count(word, Qt::CaseInsensitive) + text.count(word, Qt::CaseInsensitive);
        if (found == 0)
            return 0;
        fit += static_cast<int>(found);
    }
    return std::max(fit, 1);
}

QString memoSnippet(const QString& text, const QString& typed)
{
    const QString line = text.simplified();
    qsizetype at = line.size();
    const QStringList words = wordsOf(typed);
    for (const QString& word : words) {
        if (const qsizetype found = line.indexOf(word, 0, Qt::CaseInsensitive); found >= 0)
            at = std::min(at, found);
    }
    if (at == line.size() || at <= snippetBefore)
        return shortened(line, snippetLength);
    const qsizetype begin = line.lastIndexOf(u' ', at - snippetBefore) + 1;
    return begin == 0 ? shortened(line, at + snippetLength)
                      : QChar(0x2026) + shortened(line.mid(begin), snippetLength);
}

} // namespace antiphon
