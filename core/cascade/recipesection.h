// Reading a recipe's JSON with the place of the first fault.
#pragma once

#include "core/cascade/recipe.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace antiphon {

// Reads keys of one object of the recipe and remembers the first fault.
class Section
{
public:
    Section(QJsonObject json, QString place, std::optional<Error>& error, const QString& subject)
        : m_json(std::move(json)), m_place(std::move(place)), m_error(error), m_subject(subject)
    {
    }

    Section section(const QString& key)
    {
        if (!value(key).isObject())
            complain(key, QStringLiteral("must be an object"));
        return {value(key).toObject(), placeOf(key) + QLatin1Char('.'), m_error, m_subject};
    }
    QString text(const QString& key) { return value(key).toString(); }
    double number(const QString& key, double otherwise, double minimum, double maximum)
    {
        const QJsonValue found = value(key);
        if (found.isUndefined())
            return otherwise;
        if (!found.isDouble() || found.toDouble() < minimum || found.toDouble() > maximum)
            complain(key, QStringLiteral("must be a number from %1 to %2").arg(minimum).arg(maximum));
        return found.toDouble();
    }
    double chance(const QString& key, double otherwise) { return number(key, otherwise, 0, 1); }
    // One of `names`, by its place; 0 where the key is missing.
    int oneOf(const QString& key, const QStringList& names)
    {
        const int place = static_cast<int>(names.indexOf(text(key)));
        if (place < 0 && !value(key).isUndefined())
            complain(key, QStringLiteral("must be one of ") + names.join(QStringLiteral(", ")));
        return std::max(place, 0);
    }

    // {"name": weight}; at least one positive weight where `needed`.
    QList<WeightedName> weights(const QString& key, bool needed, double maximum)
    {
        QList<WeightedName> list;
        double sum = 0;
        const QJsonObject object = value(key).toObject();
        for (auto item = object.begin(); item != object.end(); ++item) {
            if (!item.value().isDouble() || item.value().toDouble() < 0 || item.value().toDouble() > maximum)
                complain(key + QLatin1Char('.') + item.key(),
                         QStringLiteral("must be a number from 0 to %1").arg(maximum));
            list << WeightedName{item.key(), item.value().toDouble()};
            sum += item.value().toDouble();
        }
        if (needed && sum <= 0)
            complain(key, QStringLiteral("needs at least one entry with a positive weight"));
        return list;
    }
    // {"label+label": weight}, each label one of `known`.
    QList<LabelSet> labelSets(const QString& key, const QStringList& known)
    {
        QList<LabelSet> sets;
        for (const WeightedName& item : weights(key, true, anyWeight)) {
            sets << LabelSet{item.name.split(QLatin1Char('+')), item.weight};
            checkLabels(key, sets.last().labels, known);
        }
        return sets;
    }
    void checkLabels(const QString& key, const QStringList& labels, const QStringList& known)
    {
        for (const QString& label : labels)
            if (!known.contains(label))
                complain(key, QStringLiteral("has the label '%1'; there are %2")
                                  .arg(label, known.join(QStringLiteral(", "))));
    }
    void onlyKeys(const QStringList& known)
    {
        for (const QString& key : m_json.keys())
            if (!known.contains(key))
                complain(key, QStringLiteral("is not a key of a recipe here; there are ") +
                                  known.join(QStringLiteral(", ")));
    }
    QStringList keys() const { return m_json.keys(); }
    QJsonValue value(const QString& key) const { return m_json.value(key); }
    void complain(const QString& key, const QString& what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidValue, m_subject, 0,
                            QStringLiteral("'%1' %2").arg(placeOf(key), what)};
    }
    static constexpr double anyWeight = 1e9;

private:
    QString placeOf(const QString& key) const { return m_place + key; }
    QJsonObject m_json;
    QString m_place;
    std::optional<Error>& m_error;
    const QString& m_subject;
};

} // namespace antiphon
