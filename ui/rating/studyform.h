// Asks what a new study needs.
#pragma once

#include "core/rating/study.h"
#include "ui/widgets/panels.h"

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace antiphon {

// Emits created() with a definition that checkDefinition() takes; says what is wrong where it does not.
class StudyForm : public Card
{
    Q_OBJECT
public:
    explicit StudyForm(QWidget* parent = nullptr);
    void setSources(const QList<Source>& sources); // keeps what was chosen
    StudyDefinition definition() const;
    void setSizes(int raters, int items, double margin); // as a simulation found them

Q_SIGNALS:
    void created(const antiphon::StudyDefinition& definition);
    void cancelled();

private:
    void submit();
    QLineEdit* m_name;
    QListWidget* m_sources;
    QSpinBox* m_items;
    QLineEdit* m_raters;
    QDoubleSpinBox* m_oddsMargin;
    QDoubleSpinBox* m_margin;
    QLineEdit* m_seed;
    QCheckBox* m_match;
    TextLabel* m_problem;
};

} // namespace antiphon
