// Constant comparison: the earlier turns that have the code in hand.
#pragma once

#include "core/coding/codingstore.h"
#include "ui/widgets/panels.h"

namespace antiphon {

class ComparePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);
    void showCode(const std::optional<Code>& code); // incidents go when the code is another
    void showIncidents(const QList<CodedTurn>& incidents);

Q_SIGNALS:
    void goTo(const antiphon::TurnPlace& place);

private:
    CodeId m_code;
    SectionHeader* m_title;
    TextLabel* m_none;
    QVBoxLayout* m_cards;
};

} // namespace antiphon
