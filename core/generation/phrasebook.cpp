#include "core/generation/phrasebook.h"

#include "core/base/linereader.h"
#include "resources/resources.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace antiphon {

namespace {

const QStringList knownSlots{
    QStringLiteral("attributes"), QStringLiteral("removed"), QStringLiteral("proposed"),
    QStringLiteral("track"),      QStringLiteral("artist"),  QStringLiteral("count"),
    QStringLiteral("value"),      QStringLiteral("from"),    QStringLiteral("to")};

// From 1.
qint64 lineAt(const QByteArray& text, qsizetype at)
{
    return 1 + QByteArrayView(text).first(std::clamp<qsizetype>(at, 0, text.size())).count('\n');
}

// Reads one phrase file; the first fault is kept.
class Reader
{
public:
    Reader(QJsonObject root, const QByteArray& json, QString name)
        : m_root(std::move(root)), m_json(json), m_name(std::move(name))
    {
    }

    QHash<QString, QStringList> lists(const QString& section, const QJsonObject& object)
    {
        QHash<QString, QStringList> result;
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!it->isObject())
                result.insert(it.key(), list(section + QLatin1Char('.') + it.key(), *it));
        }
        return result;
    }
    QHash<QString, QStringList> lists(const QString& section)
    {
        const QJsonValue value = m_root.value(section);
        if (!value.isObject())
            note(ErrorCode::WrongFormat, section, QStringLiteral("is missing or no object"));
        return lists(section, value.toObject());
    }

    QStringList list(const QString& where, const QJsonValue& value)
    {
        QStringList texts;
        if (!value.isArray())
            note(ErrorCode::WrongFormat, where, QStringLiteral("is no list of texts"));
        const QJsonArray array = value.toArray();
        if (value.isArray() && array.isEmpty())
            note(ErrorCode::InvalidValue, where, QStringLiteral("is empty"));
        for (const QJsonValue& item : array) {
            if (!item.isString() || item.toString().trimmed().isEmpty())
                note(ErrorCode::InvalidValue, where, QStringLiteral("holds something else than a text"));
            checkSlots(where, item.toString());
            texts << item.toString();
        }
        return texts;
    }

    void need(const QString& where, const QStringList& templates, const QString& slot)
    {
        const QString wanted = QLatin1Char('{') + slot + QLatin1Char('}');
        for (const QString& text : templates) {
            if (slot.isEmpty() || text.contains(wanted))
                return;
        }
        note(ErrorCode::InvalidValue, where,
             slot.isEmpty() ? QStringLiteral("is missing")
                            : QStringLiteral("has no text with %1").arg(wanted));
    }

    void note(ErrorCode code, const QString& where, const QString& what)
    {
        if (!m_fault)
            m_fault = Error{code, m_name, lineOf(where), QStringLiteral("\"%1\" %2").arg(where, what)};
    }
    const std::optional<Error>& fault() const { return m_fault; }
    const QJsonObject& root() const { return m_root; }

private:
    void checkSlots(const QString& where, const QString& text)
    {
        static const QRegularExpression slot(QStringLiteral("\\{([^}]*)\\}?"));
        for (auto it = slot.globalMatch(text); it.hasNext();) {
            const QString name = it.next().captured(1);
            if (!knownSlots.contains(name))
                note(ErrorCode::InvalidValue, where, QStringLiteral("has the unknown slot {%1}").arg(name));
        }
    }

    // Of the keys on the way to a place ("user.greeting"), found one behind the other; 0 where one is
    // missing.
    qint64 lineOf(const QString& where) const
    {
        qsizetype at = 0;
        const QString section = where.section(QLatin1Char('.'), 0, 0);
        const QString rest = where.section(QLatin1Char('.'), 1);
        const bool nested = rest.contains(QLatin1Char('.')) && section == QLatin1String("system");
        const QStringList keys = nested ? where.split(QLatin1Char('.')) : QStringList{section, rest};
        for (const QString& key : keys) {
            if (!key.isEmpty())
                at = m_json.indexOf('"' + key.toUtf8() + '"', at);
            if (at < 0)
                return 0;
        }
        return lineAt(m_json, at);
    }

    QJsonObject m_root;
    const QByteArray& m_json;
    QString m_name;
    std::optional<Error> m_fault;
};

void readSmallParts(PhraseBook& book, Reader& reader)
{
    const QJsonObject& root = reader.root();
    const QJsonObject ranges = root.value(QStringLiteral("ranges")).toObject();
    for (auto it = ranges.begin(); it != ranges.end(); ++it)
        book.ranges.insert(it.key(), it->toString());
    if (root.contains(QStringLiteral("unnamed_track")))
        book.unnamedTracks =
            reader.list(QStringLiteral("unnamed_track"), root.value(QStringLiteral("unnamed_track")));
    if (root.contains(QStringLiteral("numbers")))
        book.numbers = reader.list(QStringLiteral("numbers"), root.value(QStringLiteral("numbers")));
    if (root.contains(QStringLiteral("capital_types")))
        book.capitalTypes =
            reader.list(QStringLiteral("capital_types"), root.value(QStringLiteral("capital_types")));
    const QJsonObject joiners = root.value(QStringLiteral("joiners")).toObject();
    book.joinTwo = joiners.value(QStringLiteral("two")).toString(book.joinTwo);
    const QJsonArray many = joiners.value(QStringLiteral("many")).toArray();
    book.joinMany = many.at(0).toString(book.joinMany);
    book.joinLast = many.at(1).toString(book.joinLast);
    book.joinSentences = joiners.value(QStringLiteral("sentence")).toString(book.joinSentences);
}

void checkNeeds(const PhraseBook& book, Reader& reader)
{
    const struct
    {
        const char* intent;
        const char* slot;
    } users[] = {{"initial_query", "attributes"},
                 {"add_filter", "attributes"},
                 {"remove_filter", "removed"},
                 {"accept_response", ""},
                 {"reject_response", ""},
                 {"continue", ""},
                 {"greeting", ""},
                 {"others", ""}};
    for (const auto& [intent, slot] : users)
        reader.need(QStringLiteral("user.%1").arg(QLatin1String(intent)),
                    book.user.value(QLatin1String(intent)), QLatin1String(slot));
    const struct
    {
        const char* action;
        const char* slot;
    } systems[] = {
        {"passive_recommend", ""},    {"active_recommend", "proposed"}, {"parroting_response", "attributes"},
        {"sympathetic_response", ""}, {"feedback_request", ""},         {"others", ""}};
    for (const auto& [action, slot] : systems)
        reader.need(QStringLiteral("system.%1").arg(QLatin1String(action)),
                    book.system.value(QLatin1String(action)), QLatin1String(slot));
    reader.need(QStringLiteral("system.detail_attribute_request.any"),
                book.detailRequests.value(QStringLiteral("any")), {});
    reader.need(QStringLiteral("attributes.any"), book.attributes.value(QStringLiteral("any")),
                QStringLiteral("value"));
    reader.need(QStringLiteral("removed.any"), book.removed.value(QStringLiteral("any")),
                QStringLiteral("value"));
}

QString filledRange(const PhraseBook& book, const QString& kind, const QString& from, const QString& to,
                    const QString& otherwise)
{
    QString text = book.ranges.value(kind, otherwise);
    return text.replace(QLatin1String("{from}"), from).replace(QLatin1String("{to}"), to);
}

} // namespace

Result<PhraseBook> parsePhraseBook(const QByteArray& json, const QString& name)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (!document.isObject())
        return fail(Error{ErrorCode::WrongFormat, name,
                          parse.error == QJsonParseError::NoError ? 0 : lineAt(json, parse.offset),
                          QStringLiteral("no JSON object: %1").arg(parse.errorString())});
    Reader reader(document.object(), json, name);
    PhraseBook book;
    book.language = document[QStringLiteral("language")].toString();
    book.user = reader.lists(QStringLiteral("user"));
    book.system = reader.lists(QStringLiteral("system"));
    book.detailRequests = reader.lists(
        QStringLiteral("system.detail_attribute_request"),
        document[QStringLiteral("system")][QStringLiteral("detail_attribute_request")].toObject());
    book.attributes = reader.lists(QStringLiteral("attributes"));
    book.removed = reader.lists(QStringLiteral("removed"));
    if (document[QStringLiteral("value_overrides")].isObject())
        book.valueOverrides = reader.lists(QStringLiteral("value_overrides"));
    if (document[QStringLiteral("removed_overrides")].isObject())
        book.removedOverrides = reader.lists(QStringLiteral("removed_overrides"));
    if (document[QStringLiteral("value_words")].isObject())
        book.valueWords = reader.lists(QStringLiteral("value_words"));
    readSmallParts(book, reader);
    checkNeeds(book, reader);
    if (reader.fault())
        return fail(*reader.fault());
    book.digest = QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
    return book;
}

QStringList phraseLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

QByteArray shippedPhraseText(const QString& language)
{
    return phraseLanguages().contains(language)
               ? resourceContent(QStringLiteral("phrases/%1.json").arg(language))
               : QByteArray();
}

const PhraseBook& shippedPhraseBook()
{
    static const PhraseBook book = [] {
        auto parsed = parsePhraseBook(shippedPhraseText(QStringLiteral("en")), QStringLiteral("en"));
        if (!parsed)
            qFatal("%s", qUtf8Printable(errorSentence(parsed.error())));
        return *parsed;
    }();
    return book;
}

Result<PhraseBook> readPhraseBook(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(path, 16 * 1024 * 1024));
    return parsePhraseBook(json, path);
}

QString spokenValue(const PhraseBook& book, const QString& value)
{
    static const QRegularExpression range(QStringLiteral("^(\\d*)-(\\d*)$"));
    static const QRegularExpression decadeWord(QStringLiteral("^(\\d{3}0)s$"));
    if (const auto word = decadeWord.match(value); word.hasMatch())
        return filledRange(book, QStringLiteral("decade"), word.captured(1), {},
                           QStringLiteral("the {from}s"));
    static const QRegularExpression year(QStringLiteral("^\\d{4}$"));
    if (book.ranges.contains(QStringLiteral("year")) && year.match(value).hasMatch())
        return filledRange(book, QStringLiteral("year"), value, {}, value);
    const auto match = range.match(value);
    const QString from = match.captured(1);
    const QString to = match.captured(2);
    if (!match.hasMatch() || (from.isEmpty() && to.isEmpty()))
        return QString(value).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (from.isEmpty())
        return filledRange(book, QStringLiteral("to"), from, to, QStringLiteral("{to} or earlier"));
    if (to.isEmpty())
        return filledRange(book, QStringLiteral("from"), from, to, QStringLiteral("{from} or later"));
    const bool decade = from.size() == 4 && from.endsWith(QLatin1Char('0')) && to.toInt() == from.toInt() + 9;
    if (decade)
        return filledRange(book, QStringLiteral("decade"), from, to, QStringLiteral("the {from}s"));
    return filledRange(book, QStringLiteral("between"), from, to, QStringLiteral("{from} to {to}"));
}

} // namespace antiphon
