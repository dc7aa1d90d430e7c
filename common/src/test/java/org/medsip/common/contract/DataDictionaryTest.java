package org.medsip.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

  @Test
  void says_every_table_and_column_on_one_page() {
    assertThat(DataDictionary.of(List.of(TinyTables.PRESCRIBING, TinyTables.FILES)))
        .startsWith("# Data dictionary\n")
        .endsWith(
            """

            ## Bronze

            ### tiny_file

            A file as it came.

            Rows have no key.

            | column | type | unit | optional | key | constraints | disclosure | meaning |
            |---|---|---|---|---|---|---|---|
            | `name` | string | | | | matches `[a-z]+\\|[0-9]*` | `open` | Its name. |

            ## Silver

            ### tiny_prescribing

            What each practice prescribed: items and patients.

            Key: `practice_code`, `month`. Unit of work: `month`.

            | column | type | unit | optional | key | constraints | disclosure | meaning |
            |---|---|---|---|---|---|---|---|
            | `practice_code` | string | | | yes | matches `\\S.*` | `open` | The practice \\| its code. |
            | `month` | date | | | yes | first day of a month | `open` | The month of processing. |
            | `quantity` | decimal(18,4) | unit | | | at least 0 | `open` | Units prescribed. |
            | `patients` | bigint | people | yes | | at least 0; at most 99 | `count_of_persons` | People with an item. |
            | `agreed` | string | | | | one of `Y`, `N` | `open` | Whether it was agreed. |
            | `lines` | array<bigint> | | | | | `open` | The lines of the file that said so. |
            """);
  }

  @Test
  void is_the_same_in_whatever_order_the_tables_come() {
    assertThat(DataDictionary.of(List.of(TinyTables.FILES, TinyTables.PRESCRIBING)))
        .isEqualTo(DataDictionary.of(List.of(TinyTables.PRESCRIBING, TinyTables.FILES)));
  }
}
