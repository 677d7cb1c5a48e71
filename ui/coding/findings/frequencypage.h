// How often each code was used, by role, by role and turn, or in all.
#pragma once

#include "core/coding/frequencystore.h"
#include "ui/coding/findings/finding.h"
#include "ui/panes/tablepane.h"

class QComboBox;

namespace antiphon {

class ChartPane;

class FrequencyPage : public Finding
{
    Q_OBJECT
public:
    explicit FrequencyPage(WorkspaceContext context, QWidget* parent = nullptr);
    ChartPane* pane() const { return m_pane; }
    const QList<FrequencyRow>& rows() const { return m_rows; }

protected:
    void read() override;

private:
    FrequencyBy by() const;
    void show(FrequencyBy by);

    QList<FrequencyRow> m_rows;
    ChartPane* m_pane;
    QComboBox* m_by;
};

} // namespace antiphon
