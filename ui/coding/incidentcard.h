// A turn with the code in hand, to compare with.
#pragma once

#include "core/coding/comparison.h"

#include <QAbstractButton>

namespace antiphon {

// A click, Enter or Space goes to the turn. At most three lines of its text are shown.
class IncidentCard : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Kind { InHand, Earlier };
    explicit IncidentCard(const Incident& incident, Kind kind, QWidget* parent = nullptr);
    const Incident& incident() const { return m_incident; }
    void setVerdict(const std::optional<Comparison>& comparison); // what was found; shown with its note
    void setChosen(bool chosen);                                  // what a verdict would be about
    bool isChosen() const { return m_chosen; }

    QSize sizeHint() const override { return {200, heightForWidth(200)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QStringList linesFor(int width) const;
    void describe();
    Incident m_incident;
    Kind m_kind;
    QString m_text;
    QString m_verdict;
    bool m_chosen = false;
};

} // namespace antiphon
