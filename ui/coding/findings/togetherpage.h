// Which codes stand together on a turn.
#pragma once

#include "core/analysis/cooccurrence.h"
#include "ui/coding/findings/finding.h"
#include "ui/shell/workspace.h"

class QComboBox;

namespace antiphon {

class ChartPane;

class TogetherPage : public Finding
{
    Q_OBJECT
public:
    explicit TogetherPage(WorkspaceContext context, QWidget* parent = nullptr);
    ChartPane* pane() const { return m_pane; }

protected:
    void read() override;

private:
    struct Answer
    {
        QList<Code> codes;
        std::vector<CoOccurrence> pairs;
    };
    void show();

    Answer m_answer;
    ChartPane* m_pane;
    QComboBox* m_measure;
};

} // namespace antiphon
