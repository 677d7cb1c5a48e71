// An earlier turn with the code in hand, to compare with.
#pragma once

#include "core/coding/codingstore.h"

#include <QAbstractButton>

namespace antiphon {

// A click, Enter or Space goes to the turn. At most four lines of its text are shown.
class IncidentCard : public QAbstractButton
{
    Q_OBJECT
public:
    explicit IncidentCard(const CodedTurn& incident, QWidget* parent = nullptr);
    const TurnPlace& place() const { return m_place; }
    QSize sizeHint() const override { return {200, heightForWidth(200)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QStringList linesFor(int width) const;
    TurnPlace m_place;
    QString m_text;
};

} // namespace antiphon
