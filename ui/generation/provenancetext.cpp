#include "ui/generation/provenancetext.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

const QString attemptsKey = QStringLiteral("attempts_kept");

QString tr(const char* text)
{
    return QCoreApplication::translate("Provenance", text);
}

QJsonObject objectOf(const RunItem& item)
{
    return QJsonDocument::fromJson(item.provenance).object();
}

QString valueText(const QString& name, const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (name == QLatin1String("at") || name.endsWith(QLatin1String("_at")))
        return timeText(value.toInteger(), now());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.isNull() ? QString() : value.toVariant().toString();
}

void addFields(QList<std::pair<QString, QString>>& fields, const QString& prefix, const QJsonObject& object)
{
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QString name = prefix + it.key();
        if (it.key() == attemptsKey)
            fields << std::pair(name, QString::number(it.value().toArray().size()));
        else if (it.value().isObject())
            addFields(fields, name + QLatin1Char('.'), it.value().toObject());
        else
            fields << std::pair(name, valueText(it.key(), it.value()));
    }
}

// The words of an attempt lie under one of these names, the rest is its head.
QString wordsOf(const QJsonObject& attempt)
{
    for (const char* name : {"texts", "reply", "content", "text"}) {
        const QJsonValue value = attempt.value(QLatin1String(name));
        if (value.isString())
            return value.toString();
        QStringList lines;
        const QJsonArray list = value.toArray();
        for (const QJsonValue& line : list)
            lines << line.toString();
        if (!lines.isEmpty())
            return lines.join(QLatin1Char('\n'));
    }
    return {};
}

// What tells an attempt from the others; what they share stands in the provenance.
QString headOf(const QJsonObject& attempt)
{
    static const QStringList first{QStringLiteral("kind"), QStringLiteral("outcome"),
                                   QStringLiteral("fault")};
    static const QStringList shared{QStringLiteral("phrases"),  QStringLiteral("plan"),
                                    QStringLiteral("plan_set"), QStringLiteral("program"),
                                    QStringLiteral("recipe"),   QStringLiteral("reply"),
                                    QStringLiteral("writer")};
    QStringList head;
    for (const QString& key : first) {
        const QString text = attempt.value(key).toString();
        if (!text.isEmpty())
            head << text;
    }
    for (auto it = attempt.constBegin(); it != attempt.constEnd(); ++it) {
        const bool isShort =
            !it.value().isArray() && !it.value().isObject() && it.value().toVariant().toString().size() < 120;
        if (isShort && !first.contains(it.key()) && !shared.contains(it.key()) &&
            !it.key().endsWith(QLatin1String("digest")))
            head << QStringLiteral("%1 %2").arg(it.key(), valueText(it.key(), it.value()));
    }
    return head.join(QStringLiteral(" · "));
}

} // namespace

QString provenanceLine(const RunItem& item)
{
    const QJsonObject json = objectOf(item);
    const auto text = [&json](const char* name) {
        return json.value(QLatin1String(name)).toVariant().toString();
    };
    QStringList parts;
    if (text("writer") == templateWriterName)
        parts << tr("template writer, phrases %1")
                     .arg(text("phrases_name").isEmpty() ? text("phrases").left(8) : text("phrases_name"));
    else
        parts << tr("%1 by %2")
                     .arg(text("endpoint"),
                          text("model_answered").isEmpty() ? text("model") : text("model_answered"))
              << tr("prompt %1").arg(text("prompt"))
              << tr("%1 tokens")
                     .arg(countText(json.value(QStringLiteral("prompt_tokens")).toInteger() +
                                    json.value(QStringLiteral("completion_tokens")).toInteger()))
              << tr("%1 requests").arg(text("attempts"));
    parts << tr("seed %1").arg(text("seed")) << timeText(json.value(QStringLiteral("at")).toInteger(), now());
    return parts.join(QStringLiteral(" · "));
}

QList<std::pair<QString, QString>> provenanceFields(const RunItem& item)
{
    QList<std::pair<QString, QString>> fields;
    addFields(fields, {}, objectOf(item));
    if (!item.error.isEmpty())
        fields << std::pair(QStringLiteral("error"), item.error);
    return fields;
}

QStringList attemptTexts(const RunItem& item)
{
    QStringList texts;
    const QJsonArray attempts = objectOf(item).value(attemptsKey).toArray();
    for (const QJsonValue& value : attempts) {
        const QJsonObject attempt = value.toObject();
        texts << QStringLiteral("%1. %2\n\n%3")
                     .arg(QString::number(texts.size() + 1), headOf(attempt),
                          value.isString() ? value.toString() : wordsOf(attempt));
    }
    return texts;
}

} // namespace antiphon
