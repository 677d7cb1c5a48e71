// What a pilot says of the whole run, and the question whether to go on.
#pragma once

#include "core/generation/runjob.h"
#include "ui/widgets/panels.h"

namespace antiphon {

class PilotCard : public Card
{
    Q_OBJECT
public:
    explicit PilotCard(QWidget* parent = nullptr);
    void show(const QString& run, const RunEstimate& estimate, qint64 planned);
    const QString& run() const { return m_run; }

Q_SIGNALS:
    void goOnRequested(const QString& run);

private:
    QString m_run;
    SectionHeader* m_title;
    TextLabel* m_text;
    QPushButton* m_goOn;
};

} // namespace antiphon
