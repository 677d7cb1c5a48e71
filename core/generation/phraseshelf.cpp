#include "core/generation/phraseshelf.h"

#include "core/base/linereader.h"
#include "core/generation/promptshelf.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

const QString englishName = QStringLiteral("en");
constexpr qint64 largestFile = 16 * 1024 * 1024;

TextVersion shippedText(const QString& language)
{
    TextVersion version;
    version.kind = TextKind::Phrases;
    version.name = language;
    version.body = shippedPhraseText(language);
    version.digest =
        QString::fromLatin1(QCryptographicHash::hash(version.body, QCryptographicHash::Sha256).toHex());
    version.note = QStringLiteral("ships with Antiphon");
    return version;
}

bool isFile(const QString& label)
{
    return label.contains(QLatin1Char('/')) || label.endsWith(QLatin1String(".json"));
}

Result<NamedPhrases> parsed(const QString& label, const QByteArray& json)
{
    ANTIPHON_TRY_ASSIGN(PhraseBook book, parsePhraseBook(json, label));
    return NamedPhrases{label, std::make_shared<const PhraseBook>(std::move(book)), {}};
}

// Read once for the whole program.
NamedPhrases english()
{
    return {englishName + QStringLiteral("@1"), std::make_shared<const PhraseBook>(shippedPhraseBook()), {}};
}

} // namespace

Result<QList<TextVersion>> allPhrases(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(QList<TextVersion> all, textVersions(connection, TextKind::Phrases));
    const QStringList languages = phraseLanguages();
    for (const QString& language : languages) {
        const auto behind = std::find_if(all.cbegin(), all.cend(),
                                         [&](const TextVersion& each) { return each.name > language; });
        all.insert(behind, shippedText(language));
    }
    return all;
}

Result<NamedPhrases> phrasesNamed(const Connection& connection, const QString& label)
{
    if (label.isEmpty())
        return english();
    if (isFile(label)) {
        ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(label, largestFile));
        ANTIPHON_TRY_ASSIGN(NamedPhrases phrases, parsed(label, json));
        phrases.fileText = json;
        return phrases;
    }
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPhrases(connection));
    ANTIPHON_TRY_ASSIGN(const TextVersion version, versionCalled(all, label, QStringLiteral("the phrases")));
    return version.isShipped() && version.name == englishName ? english()
                                                              : parsed(version.label(), version.body);
}

Result<TextVersion> savePhrases(const Connection& connection, const Actor& actor, const QString& name,
                                const QByteArray& json, const QString& note)
{
    TextVersion version;
    version.kind = TextKind::Phrases;
    version.name = name.trimmed();
    version.body = json;
    version.note = note.trimmed();
    const QString subject = QStringLiteral("the phrases");
    ANTIPHON_TRY(checkTextName(version.name, subject));
    if (isFile(version.name))
        return fail(ErrorCode::InvalidValue, subject,
                    QStringLiteral("a name with a slash or with .json at its end means a file"));
    ANTIPHON_TRY(parsePhraseBook(json, version.name));
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPhrases(connection));
    if (const auto newest = versionCalled(all, version.name, {})) {
        if (newest->body == json)
            return fail(ErrorCode::NotPossible, QStringLiteral("saving %1").arg(version.name),
                        QStringLiteral("nothing is different from version %1").arg(newest->version));
        version.version = newest->version + 1;
    }
    return addTextVersion(connection, actor, version);
}

QString savePhrasesLabel(const QString& name)
{
    return QStringLiteral("Save phrases %1").arg(name);
}

} // namespace antiphon
