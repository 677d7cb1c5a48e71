// The lines of an answers file, as JSON closed by a link. Only for reading and writing such files.
#pragma once

#include "core/rating/answerlog.h"

#include <QJsonObject>

namespace antiphon {

// Chains lines under a key.
class LineChain
{
public:
    explicit LineChain(QByteArray key, QByteArray link = {}) : m_key(std::move(key)), m_link(std::move(link))
    {
    }

    // Closes a JSON object with its link and a line end, and goes on from it.
    QByteArray closed(const QJsonObject& json);
    // The JSON of a line, with its line end, whose link fits; an empty object otherwise.
    QJsonObject opened(QByteArrayView line);
    const QByteArray& link() const { return m_link; } // of the last line, in hex

private:
    QByteArray linkOf(QByteArrayView body) const;

    QByteArray m_key;
    QByteArray m_link;
};

QJsonObject headerLine(const Packet& packet);
QJsonObject answerLine(const GivenAnswer& answer);
QJsonObject noteLine(const GivenNote& note);

} // namespace antiphon
