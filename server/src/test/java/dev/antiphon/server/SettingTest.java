package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.server.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {
    @Test
    void every_setting_of_every_component_is_described_once() {
        List<String> ofRecords = new ArrayList<>();
        Configuration.defaults()
                .forEach(record -> ofRecords.addAll(Settings.defaults(record).keySet()));

        assertThat(ofRecords).doesNotHaveDuplicates();
        assertThat(Setting.ALL)
                .extracting(Setting::name)
                .containsExactlyInAnyOrderElementsOf(ofRecords);
    }
}
